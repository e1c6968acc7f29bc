"""The catalogue of a year as programs see it: what is asked, how it is weighed, what the documents must hold."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from api.schemas.base import Address, Day, DocumentKind, Score, told

Unverified = Field(
    description=_("Names of the fields that are taken from secondary sources and not yet from the manual.")
)
Aliases = Field(description=_("Other wordings that were found in documents."))


class FrameworkLine(Schema):
    model_config = told(_("The framework of one evaluation year (กรอบการประเมิน)."))

    year: int = Field(description=_("Evaluation year, Buddhist era."), examples=[2568])
    revision: int = Field(description=_("Revision that is in force, counted from 1."))
    revision_date: Day
    name: str = Field(description=_("Name in Thai."))
    scheme: str = Field(description=_("Rating scheme: letter (AA–F, until 2565) or five_level (since 2566)."))
    url: Address


class Instrument(Schema):
    model_config = told(_("IIT, EIT or OIT (เครื่องมือ)."))

    code: str = Field(description=_("IIT, EIT or OIT."), examples=["IIT"])
    name: str = Field(description=_("Name in Thai."))
    name_en: str = Field(description=_("Name in English, may be empty."))
    weight: int = Field(description=_("Share of the total, percent."), examples=[30])
    unverified: list[str] = Unverified


class Indicator(Schema):
    model_config = told(_("An indicator (ตัวชี้วัด)."))

    no: int = Field(description=_("Number, 1 to 10."), examples=[9])
    instrument: str = Field(description=_("Code of its instrument."), examples=["OIT"])
    name: str = Field(description=_("Name in Thai."))
    name_en: str = Field(description=_("Name in English, may be empty."))
    aliases: list[str] = Aliases
    unverified: list[str] = Unverified


class Item(Schema):
    model_config = told(_("An item (ข้อ): a question of IIT or EIT, a disclosure of OIT."))

    code: str = Field(description=_("Code as printed."), examples=["i1", "e7", "O28"])
    title: str = Field(description=_("Wording in Thai."))
    indicator: int = Field(description=_("Number of its indicator."))
    sub_indicator: str | None = Field(description=_("Code of its sub-indicator, null without one."))
    sub_indicator_title: str | None = Field(description=_("Title of its sub-indicator in Thai."))
    is_paraphrase: bool = Field(description=_("True where the wording is not the manual's own."))
    issues: list[int] = Field(description=_("Numbers of the issues under which it is usually analysed."))
    replaces: list[str] = Field(description=_("Codes of the items of the year before that it continues."))
    components: list[str] = Field(description=_("What a disclosure must contain."))
    aliases: list[str] = Aliases
    unverified: list[str] = Unverified


class Issue(Schema):
    model_config = told(_("An issue (ประเด็น) under which analysis and measures are grouped."))

    no: int = Field(description=_("Number, counted from 1."))
    title: str = Field(description=_("Title in Thai."))
    aliases: list[str] = Aliases
    unverified: list[str] = Unverified


class Band(Schema):
    model_config = told(_("A level of the rating: it needs the total and, where set, every instrument."))

    code: str = Field(description=_("Code for programs."), examples=["excellent"])
    name: str = Field(description=_("Name in Thai or a letter."), examples=["ผ่านดีเยี่ยม"])
    order: int = Field(description=_("1 is best."))
    min_total: Score
    min_each_instrument: Score = Field(
        description=_("Lowest score of every instrument, null without a condition."), examples=["95.00"]
    )
    is_passing: bool = Field(description=_("Whether the level passes."))


class Component(Schema):
    model_config = told(_("What a document must hold (องค์ประกอบด้านข้อมูล), else the item scores 0."))

    field: str = Field(description=_("Field of the document, or analysis."), examples=["outcome"])
    text: str = Field(description=_("Wording in Thai."))
    per_issue: bool = Field(description=_("Whether every issue needs it."))


class Requirement(Schema):
    model_config = told(_("What the evaluation of this year asks of one kind of document."))

    kind: DocumentKind
    item: str = Field(description=_("Code of the item that the document answers."), examples=["O28"])
    key_year: int = Field(
        description=_(
            "Year that the document treats, Buddhist era: the assessed year of an analysis, the fiscal year "
            "of a results report."
        )
    )
    covers_months: int = Field(description=_("12, or 6 where only the first half year is reported."))
    issues_required: list[int] = Field(description=_("Numbers of the issues it must treat."))
    components: list[Component]


class Milestone(Schema):
    model_config = told(_("A date of the year's calendar."))

    code: str
    name: str = Field(description=_("Name in Thai."))
    start: Day
    end: Day


class FrameworkTree(FrameworkLine):
    model_config = told(_("All that one evaluation year asks."))

    source: str = Field(description=_("Where this was taken from."))
    notes: list[str] = Field(description=_("What to know about it."))
    unverified: list[str] = Unverified
    instruments: list[Instrument]
    indicators: list[Indicator]
    items: list[Item]
    issues: list[Issue]
    bands: list[Band]
    requirements: list[Requirement]
    milestones: list[Milestone]
