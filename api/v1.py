"""Version 1 of the programming interface. Every operation asks for a token unless its router says otherwise."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from api import problems
from api.docs import Docs
from api.drafts import measures, scores
from api.drafts.access import ByToken
from api.openapi import DESCRIPTION, EXTRA, TITLE, in_language_of_reader
from api.parsing import StrictParser
from api.public import assessments, findings, frameworks, index, municipalities, reports
from api.rendering import Readable


class Api(NinjaAPI):
    def get_openapi_schema(self, **said: Any) -> OpenAPISchema:
        return in_language_of_reader(super().get_openapi_schema)  # type: ignore[return-value]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name that a generated client gives it, the same wherever the function stands."""
        return operation.view_func.__name__


api = Api(
    title=TITLE,
    version="1.0.0",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    auth=ByToken(),
    docs_decorator=require_safe,
    docs=Docs(),
    parser=StrictParser(),
    renderer=Readable(),
    openapi_extra=EXTRA,
)


def _answer(request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.answer(request, error)


for _kind in problems.HANDLED:
    api.add_exception_handler(_kind, partial(_answer))
for _router in (index, municipalities, frameworks, assessments, reports, findings, scores, measures):
    api.add_router("", _router.router)
