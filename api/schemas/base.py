"""What all requests and answers of the programming interface are made of.

Descriptions are English messages with a Thai translation: `api.openapi` tells them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from api.places import absolute

MOST_ROWS = 200
LAST_ROW = 1_000_000


def told(description: str) -> ConfigDict:
    """The configuration of a schema that says what it is."""
    return ConfigDict(json_schema_extra={"description": description})


def without_control_characters(text: str) -> str:
    """PostgreSQL takes no NUL, and nobody looks for a line break."""
    if any(each < " " or each == "\x7f" for each in text):
        raise PydanticCustomError("control_characters", "control characters")
    return text


Line = Annotated[
    str,
    AfterValidator(without_control_characters),
    Field(json_schema_extra={"pattern": r"^[^\u0000-\u001f\u007f]*$"}),
]

Score = Annotated[
    str | None,
    Field(
        description=_("Score from 0 to 100, as text with two decimals; null where none is known, never 0."),
        examples=["92.41"],
        pattern=r"^[0-9]{1,3}\.[0-9]{2}$",
    ),
]
Code = Annotated[
    str,
    Field(description=_("Code of the municipality that is in force today."), examples=["99400501"]),
]
CodeThen = Annotated[
    str,
    Field(
        description=_("Code of the municipality on the day of the document or announcement."),
        examples=["99400501"],
    ),
]
FullName = Annotated[
    str,
    Field(description=_("Name with the kind before it, as in documents."), examples=["เทศบาลตำบลทรายขาว"]),
]
Kind = Annotated[
    str,
    Field(
        description=_(
            "Kind of local administration: city (เทศบาลนคร), town (เทศบาลเมือง), subdistrict (เทศบาลตำบล), "
            "sao (อบต.), pao (อบจ.), special."
        ),
        examples=["subdistrict"],
    ),
]
DocumentKind = Annotated[
    str,
    Field(
        description=_(
            "Kind of document: analysis (analysis of the result and plan of measures), results (report on "
            "what was done)."
        ),
        examples=["results"],
    ),
]
AssessedYear = Annotated[
    int,
    Field(description=_("Assessed year, Buddhist era: whose ITA result it is."), examples=[2568]),
]
Address = Annotated[str, Field(description=_("Address in this portal."))]
Sha256 = Annotated[str, Field(description=_("SHA-256 of the bytes, hexadecimal."), pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[
    datetime,
    Field(description=_("Date and time, ISO 8601, common era."), examples=["2026-10-05T07:03:00Z"]),
]
Day = Annotated[date | None, Field(description=_("Date, ISO 8601, common era."), examples=["2026-10-05"])]


def score(value: Decimal | str | None) -> str | None:
    return f"{Decimal(value):.2f}" if value not in (None, "") else None


class Params(Schema):
    """The parameters of an address; one that it does not know is refused, so that no filter is lost unseen."""

    EMPTY_IS_A_WISH: ClassVar[frozenset[str]] = frozenset()

    lang: str | None = Field(
        None,
        description=_(
            "Language of messages: th or en. Without it the header Accept-Language is asked, then Thai."
        ),
        pattern="^(th|en)$",
    )

    @model_validator(mode="before")
    @classmethod
    def _known(cls, values: Any, info: ValidationInfo) -> Any:
        request = (info.context or {}).get("request")
        known = set(cls.model_fields)
        if request is not None and (unknown := [name for name in request.GET if name not in known]):
            name = without_unprintable(unknown[0])
            raise PydanticCustomError("unknown", "unknown parameter", {"field": name})
        given = getattr(values, "_obj", values)  # as django-ninja wraps it
        if not isinstance(given, dict):
            return values
        # A form sends the fields that nobody filled in, too.
        return {name: each for name, each in given.items() if each != "" or name in cls.EMPTY_IS_A_WISH}


def without_unprintable(text: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in text[:80])


class Paged(Params):
    limit: int = Field(50, ge=1, le=MOST_ROWS, description=_("How many rows at most, 1 to 200."))
    offset: int = Field(0, ge=0, le=LAST_ROW, description=_("How many rows to pass over."))


Row = TypeVar("Row")


class Page(Schema, Generic[Row]):
    count: int = Field(description=_("How many rows there are in all."), examples=[7850])
    next: str | None = Field(description=_("Address of the following rows, null at the end."))
    previous: str | None = Field(description=_("Address of the rows before, null at the beginning."))
    rows: list[Row] = Field(description=_("The rows of this page."))


def page(
    request: HttpRequest,
    rows: QuerySet[Any],
    wanted: Paged,
    make: Callable[[Any], Row],
    read: Callable[[list[Any]], Iterable[Any]] | None = None,
) -> Page[Row]:
    """A part of the rows. `read` may add to the rows of the page what takes a query for all of them."""
    count = rows.count()
    found: Iterable[Any] = list(rows[wanted.offset : wanted.offset + wanted.limit])
    if read is not None:
        found = read(list(found))
    following = wanted.offset + wanted.limit
    return Page(
        count=count,
        next=_address(request, following) if following < count else None,
        previous=_address(request, max(0, wanted.offset - wanted.limit)) if wanted.offset else None,
        rows=[make(each) for each in found],
    )


def _address(request: HttpRequest, offset: int) -> str:
    query = {**request.GET.dict(), "offset": str(offset)}
    return absolute(f"{request.path}?{urlencode(query)}")
