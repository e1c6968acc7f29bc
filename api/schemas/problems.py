"""The shape of every error; `api.problems` makes it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from api.schemas.base import told


class FieldProblem(Schema):
    model_config = told(_("One value that is not possible."))

    where: str = Field(description=_("query, path or body."))
    field: str = Field(description=_("Name of the parameter or field; dots lead inwards."))
    code: str = Field(description=_("Kind of the error, for programs."))
    message: str = Field(description=_("What is wrong, in the language of the request."))


class FieldConflict(Schema):
    model_config = told(_("A field that somebody else changed meanwhile."))

    field: str = Field(description=_("Name of the parameter or field; dots lead inwards."))
    stored: Any = Field(description=_("What is stored now."))
    wanted: Any = Field(description=_("What the request wanted to store."))


class Problem(Schema):
    model_config = told(_("Every error has this shape: application/problem+json, RFC 9457."))

    type: str = Field(examples=["about:blank"])
    status: int = Field(description=_("The status of the answer."))
    code: str = Field(description=_("Kind of the error, for programs."), examples=["invalid"])
    title: str = Field(description=_("What is wrong, in the language of the request."))
    detail: str | None = Field(None, description=_("More about this very case."))
    errors: list[FieldProblem] | None = Field(None, description=_("Of an invalid request: each value."))
    conflicts: list[FieldConflict] | None = Field(None, description=_("Of a conflict: each field."))
    version: int | None = Field(None, description=_("Of a conflict: the version that is stored now."))
