"""What is publicly known of a municipality's result of a year, and what all results of a year add up to."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from api.schemas.base import (
    AssessedYear,
    CodeThen,
    Day,
    FullName,
    Kind,
    Line,
    Moment,
    Paged,
    Params,
    Score,
    told,
)
from api.schemas.places import KindName, Province


class Assessment(Schema):
    model_config = told(
        _("A municipality's ITA result of one year, as announced or as its newest published report tells it.")
    )

    code: CodeThen
    name: FullName
    kind: Kind
    province: Province
    assessed_year: AssessedYear
    total: Score
    level: str = Field(
        description=_("Level of that year's rating, empty when nobody can tell."), examples=["ผ่านดี"]
    )
    instruments: dict[str, str] = Field(
        description=_("Scores from 0 to 100 by instrument; an unknown one is left out."),
        examples=[{"IIT": "91.20", "EIT": "88.75", "OIT": "97.50"}],
    )
    indicators: dict[str, str] = Field(
        description=_("Scores from 0 to 100 by the indicator's number; an unknown one is left out."),
        examples=[{"1": "92.10", "10": "100.00"}],
    )
    origin: str = Field(
        description=_(
            "How it is known: announced (announcement of all results) or report (published report)."
        ),
        examples=["announced"],
    )
    status: str = Field(
        description=_("provisional, clarified (after clarification), final, or empty when not stated.")
    )
    source: str = Field(description=_("Where the announcement was taken from."))
    announced_on: Day
    report_version: str | None = Field(
        description=_("Address of the published version that tells it, null for an announcement.")
    )
    updated_at: Moment


Year = Field(None, ge=2550, le=2700, description=_("Only this assessed year, Buddhist era."))


class Assessments(Paged):
    year: int | None = Year
    province: Line | None = Field(None, max_length=2, description=_("Code of the province, two digits."))
    kind: KindName | None = Field(None, description=_("Only this kind."))
    municipality: Line | None = Field(
        None, max_length=10, description=_("Any code the municipality ever had.")
    )
    level: Line | None = Field(
        None, max_length=100, description=_("Only this level, in the words of the year.")
    )
    origin: Literal["announced", "report"] | None = Field(None, description=_("Only those known this way."))
    min_total: Decimal | None = Field(
        None, ge=0, le=100, max_digits=5, decimal_places=2, description=_("Total of at least this, 0 to 100.")
    )
    max_total: Decimal | None = Field(
        None, ge=0, le=100, max_digits=5, decimal_places=2, description=_("Total of at most this, 0 to 100.")
    )
    order: Literal["-year", "code", "name", "total", "-total"] = Field(
        "-year", description=_("What to sort by; with a minus sign downwards.")
    )


class Spread(Schema):
    model_config = told(_("How scores are spread; quartiles are interpolated."))

    count: int = Field(description=_("How many scores."))
    median: Score
    lower: Score = Field(description=_("Lower quartile."))
    upper: Score = Field(description=_("Upper quartile."))
    mean: Score = Field(description=_("Mean."))
    lowest: Score
    highest: Score


class Change(Spread):
    model_config = told(_("How the differences of the totals to the year before are spread, in points."))

    median: str = Field(description=_("In points, below zero for a fall."), examples=["-1.20"])
    lower: str = Field(description=_("Lower quartile."))
    upper: str = Field(description=_("Upper quartile."))
    mean: str = Field(description=_("Mean."))
    lowest: str = Field(description=_("In points, below zero for a fall."))
    highest: str = Field(description=_("In points, below zero for a fall."))


class Level(Schema):
    model_config = told(_("How many municipalities have a level."))

    name: str = Field(description=_("Name of the level, empty for those of whom it cannot be told."))
    passing: bool | None = Field(description=_("Whether the level passes, null when it cannot be told."))
    count: int


class Mover(Schema):
    model_config = told(_("A municipality whose total changed most."))

    code: CodeThen
    name: FullName
    province: str = Field(description=_("Name in Thai."), examples=["ขอนแก่น"])
    total: Score
    before: Score
    change: str = Field(description=_("In points, with its sign."), examples=["+12.30"])


class Movers(Schema):
    model_config = told(_("Those that rose and fell most since the year before."))

    up: list[Mover]
    down: list[Mover]


class PictureLine(Schema):
    model_config = told(_("The results of a year of the country or a province, of all kinds or of one."))

    assessed_year: AssessedYear
    province: str = Field(description=_("Code of the province, empty for the whole country."))
    kind: str = Field(description=_("Kind of local administration, empty for all."))
    municipalities: int = Field(description=_("How many municipalities there are."))
    results: int = Field(description=_("Of how many the result is known."))
    reports: int = Field(description=_("How many published a report that tells of the year."))
    median: Score
    drawn_at: Moment


class Picture(PictureLine):
    model_config = told(_("What the known results of a year add up to."))

    levels: list[Level]
    total: Spread | None
    instruments: dict[str, Spread] = Field(description=_("By the instrument's code."))
    indicators: dict[str, Spread] = Field(description=_("By the indicator's number."))
    change: Change | None
    movers: Movers | None = Field(description=_("Only in pictures of all kinds."))


class Pictures(Paged):
    EMPTY_IS_A_WISH: ClassVar[frozenset[str]] = frozenset({"province", "kind"})

    year: int | None = Year
    province: Line | None = Field(
        None, max_length=2, description=_("Code of the province; with no value only the whole country.")
    )
    kind: Literal["", "city", "town", "subdistrict", "sao", "pao", "special"] | None = Field(
        None, description=_("Only this kind; with no value only all kinds together.")
    )


class PictureWanted(Params):
    province: Line = Field(
        "", max_length=2, description=_("Code of the province; none is the whole country.")
    )
    kind: Literal["", "city", "town", "subdistrict", "sao", "pao", "special"] = Field(
        "", description=_("Only this kind; none is all kinds together.")
    )
