"""A municipality's draft scores and measures, for its own systems."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.schemas.base import Address, AssessedYear, Code, Day, FullName, Moment, Params, Score, told
from editing.services import LONGEST

LARGEST = 2**31 - 1


def exactly(description: str) -> ConfigDict:
    """A body whose unknown fields are refused: nothing that was sent is lost unseen."""
    return ConfigDict(extra="forbid", json_schema_extra={"description": description})


def _as_typed(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    raise PydanticCustomError("decimal_type", "not a number")


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 7.0 is 7. True is none."""
    if isinstance(value, Decimal) and abs(value) <= LARGEST and value == value.to_integral_value():
        return int(value)
    return value


Typed = Annotated[
    Annotated[str, Field(max_length=20)] | None,
    BeforeValidator(_as_typed, json_schema_input_type=str | float | None),
    Field(
        description=_(
            "Score from 0 to 100 with at most two decimals, as number or text, in Thai or Arabic digits; null "
            "empties it."
        ),
        examples=["92.41"],
    ),
]
Key = Annotated[str, Field(max_length=20)]
CellText = Annotated[str, Field(max_length=LONGEST)]
BEFORE = _("Version that was read before; when another one is stored by now, 409 tells both texts.")
_Counted = Annotated[int, Field(strict=True, ge=0, le=LARGEST)]
Whole = Annotated[_Counted, BeforeValidator(_whole, json_schema_input_type=_Counted)]
Version = Annotated[Whole, Field(description=BEFORE)]


class OwnToken(Schema):
    model_config = told(_("What the token is for."))

    code: Code
    municipality: FullName
    system: str = Field(description=_("Name of the system, as the history shows it."))
    scores: bool = Field(description=_("Whether it may write scores."))
    measures: bool = Field(description=_("Whether it may write measures."))
    expires_at: Moment


class OwnItem(Schema):
    model_config = told(_("An item of the year with its draft score."))

    code: str = Field(description=_("Code as printed."), examples=["i1", "e7", "O28"])
    title: str = Field(description=_("Wording in Thai."))
    indicator: int = Field(description=_("Number of its indicator."))
    score: Score


class OwnIndicator(Schema):
    model_config = told(_("An indicator of the year with its draft score."))

    no: int = Field(description=_("Number, 1 to 10."), examples=[9])
    name: str = Field(description=_("Name in Thai."))
    score: Score


class Announced(Schema):
    model_config = told(_("The figures that were announced, as the municipality entered them."))

    total: Score
    IIT: Score
    EIT: Score
    OIT: Score
    level: str = Field(description=_("Level as announced, empty when none was entered."))
    status: str = Field(
        description=_("provisional, clarified (after clarification), final, or empty when not stated.")
    )
    source: str = Field(description=_("Where the figures were taken from."))
    announced_on: Day


class OwnScores(Schema):
    model_config = told(_("The draft scores of one assessed year."))

    assessed_year: AssessedYear
    version: int = Field(description=_("Version of these scores, 0 before the first is saved."))
    items: list[OwnItem]
    indicators: list[OwnIndicator]
    announced: Announced


class AnnouncedWanted(Schema):
    model_config = exactly(_("Announced figures to save; what is left out stays."))

    total: Typed = None
    IIT: Typed = None
    EIT: Typed = None
    OIT: Typed = None
    level: str = Field("", max_length=200, description=_("Level as announced, empty when none was entered."))
    status: Literal["", "provisional", "clarified", "final"] = Field(
        "", description=_("provisional, clarified (after clarification), final, or empty when not stated.")
    )
    source: str = Field("", max_length=500, description=_("Where the figures were taken from."))
    announced_on: date | None = Field(None, description=_("Date, ISO 8601, common era."))


class ScoresWanted(Schema):
    model_config = exactly(_("Scores to save; what is left out stays. All are saved, or none."))

    version: Version
    items: dict[Key, Typed] = Field(
        {}, max_length=300, description=_("By the item's code."), examples=[{"i1": "92.41", "O28": "100"}]
    )
    indicators: dict[Key, Typed] = Field(
        {}, max_length=50, description=_("By the indicator's number."), examples=[{"1": "95.20"}]
    )
    announced: AnnouncedWanted | None = None


class ScoresWhole(ScoresWanted):
    model_config = exactly(_("All scores of a year; what is left out is emptied. All are saved, or none."))

    items: dict[Key, Typed] = Field(
        max_length=300, description=_("By the item's code."), examples=[{"i1": "92.41", "O28": "100"}]
    )


class MeasureFields(Schema):
    title: CellText = Field("", description=_("Name of the measure."))
    procedure: CellText = Field("", description=_("Steps, one a line."))
    output: CellText = Field("", description=_("Output: what was done."))
    outcome: CellText = Field("", description=_("Outcome: what came of it."))
    suggestion: CellText = Field("", description=_("Suggestion for the next year."))
    follow_up: CellText = Field("", description=_("Follow-up and reporting."))
    number_as_written: Annotated[str, Field(max_length=200)] = Field(
        "", description=_("Number as it is to print, empty for the usual one.")
    )
    responsible: list[Annotated[str, Field(max_length=200)]] = Field(
        [], max_length=50, description=_("Responsible departments or positions, in order.")
    )
    period: Annotated[str, Field(max_length=500)] = Field(
        "",
        description=_("Period as it is to print: dates, months, quarters or ตลอดปี."),
        examples=["ไตรมาสที่ ๑ - ๒"],
    )
    items: list[Key] = Field([], max_length=100, description=_("Codes of the items it answers."))


class OwnMeasure(MeasureFields):
    model_config = told(_("A draft measure. Its texts are plain lines."))

    id: int
    version: int = Field(description=_("Version of this measure, to be sent back with a change."))
    issue: int | None = Field(description=_("Number of the issue, null without one."))
    period_start: Day
    period_end: Day
    updated_at: Moment
    url: Address


class OwnMeasures(Schema):
    model_config = told(_("The draft measures of one fiscal year, in their order."))

    action_year: int = Field(description=_("Fiscal year of the measures, Buddhist era."), examples=[2569])
    count: int
    rows: list[OwnMeasure]


class MeasureWanted(MeasureFields):
    model_config = exactly(_("A measure to add, last in its issue unless a position is given."))

    issue: int | None = Field(
        None, strict=True, ge=0, le=LARGEST, description=_("Number of the issue, null without one.")
    )
    position: int | None = Field(
        None, strict=True, ge=0, le=LARGEST, description=_("Position in its issue, from 0.")
    )
    title: Annotated[str, Field(min_length=1, max_length=LONGEST)] = Field(
        description=_("Name of the measure.")
    )


class MeasureChange(MeasureFields):
    model_config = exactly(_("Fields of a measure to change; what is left out stays."))

    version: Version


class Deletion(Params):
    version: int = Field(ge=0, le=LARGEST, description=BEFORE)
