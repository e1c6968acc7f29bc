"""Published reports as programs see them: the list, a report with its versions, their files and findings."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from api.schemas.base import (
    Address,
    CodeThen,
    DocumentKind,
    FullName,
    Line,
    Moment,
    Paged,
    Score,
    Sha256,
    told,
)
from api.schemas.places import KindName


class ReportLine(Schema):
    model_config = told(_("A published report in the words of its newest public version."))

    code: CodeThen
    name: FullName
    municipality_kind: str = Field(
        description=_("Kind of local administration, empty when the document does not say."),
        examples=["subdistrict"],
    )
    province: str = Field(description=_("Province in the document's words."), examples=["ขอนแก่น"])
    kind: DocumentKind
    year: int = Field(
        description=_(
            "Year of the report, Buddhist era: the assessed year of an analysis, the fiscal year of a results "
            "report."
        ),
        examples=[2568],
    )
    version: int = Field(description=_("Number of the newest public version, counted from 1."))
    published_at: Moment
    total: Score = Field(description=_("Total that the document tells, 0 to 100, null without one."))
    level: str = Field(description=_("Level that the document tells, empty without one."))
    url: Address
    page: str = Field(description=_("Permanent address of the report for people."))


class Reports(Paged):
    q: Line | None = Field(
        None,
        max_length=200,
        description=_("Words of a name, place or code, former ones too: “ทรายขาว กระบี่”."),
    )
    municipality: Line | None = Field(
        None, max_length=10, description=_("Any code the municipality ever had.")
    )
    province: Line | None = Field(
        None, max_length=100, description=_("Province in Thai, as documents write it.")
    )
    municipality_kind: KindName | None = Field(None, description=_("Only this kind of local administration."))
    kind: Literal["analysis", "results"] | None = Field(None, description=_("Only this kind of document."))
    year: int | None = Field(
        None, ge=2550, le=2700, description=_("Only reports of this year, Buddhist era.")
    )
    level: Line | None = Field(
        None, max_length=100, description=_("Only this level, in the words of the year.")
    )
    order: Literal["newest", "score", "name"] = Field(
        "newest", description=_("newest (last published first), score (highest first) or name.")
    )


class StoredFile(Schema):
    model_config = told(_("A file of a version."))

    format: str = Field(
        description=_("html, pdf, json and csv are stored and never change; docx is written when asked for.")
    )
    media_type: str
    url: Address
    sha256: str | None = Field(description=_("SHA-256 of the bytes, null for what is not stored."))
    size: int | None = Field(description=_("Bytes, null for what is not stored."))


class VersionLine(Schema):
    model_config = told(_("A version that is or was public."))

    number: int = Field(description=_("Counted from 1."))
    state: str = Field(description=_("current, replaced (a newer one is public) or withdrawn."))
    published_at: Moment
    reason: str = Field(description=_("Why there is this version, empty for the first."))
    document_sha256: Sha256 = Field(
        description=_("SHA-256 of the frozen document; it is printed in the PDF.")
    )
    withdrawn_at: Moment | None
    withdrawn_reason: str = Field(description=_("Why it was withdrawn, empty while it is public."))
    url: Address
    page: str = Field(description=_("Permanent address of the version for people."))


class Report(Schema):
    model_config = told(_("A published report with all its versions, the newest first."))

    code: str = Field(description=_("Code of the municipality that is in force today."))
    name: FullName
    kind: DocumentKind
    year: int = Field(description=_("Year of the report, Buddhist era."))
    assessed_year: int = Field(description=_("Assessed year, Buddhist era: whose ITA result it is."))
    action_year: int = Field(description=_("Fiscal year of its measures, Buddhist era."))
    versions: list[VersionLine]


class Version(VersionLine):
    model_config = told(_("A version with its files; a withdrawn one has none."))

    format: int = Field(description=_("Version of the JSON form of the document."))
    document: str | None = Field(description=_("Address of the frozen document, null once withdrawn."))
    findings: str | None = Field(description=_("Address of what was found in it, null once withdrawn."))
    files: list[StoredFile]


class Place(Schema):
    model_config = told(_("Where in the document a finding is; what does not apply is null."))

    section: int | None = Field(None, description=_("Section, counted from 1."))
    issue: int | None = Field(None, description=_("Number of the issue."))
    measure: int | None = Field(None, description=_("Measure within its section, counted from 1."))
    item: str | None = Field(None, description=_("Code of the item."))
    indicator: int | None = Field(None, description=_("Number of the indicator."))
    field: str | None = Field(None, description=_("Field of the document."))
    start: int | None = Field(None, description=_("First character in the text of the field."))
    end: int | None = Field(None, description=_("Behind the last character in the text of the field."))
    quote: str | None = Field(None, description=_("The words that are meant, at most 160 characters."))


class CheckFinding(Schema):
    model_config = told(_("What the automatic checks found in the document."))

    code: str = Field(description=_("Code of the check, the same for ever."), examples=["score-difference"])
    severity: str = Field(description=_("error, warning or info."))
    message: str = Field(description=_("What is wrong."))
    fix: str = Field(description=_("How to mend it."))
    where: Place


class Waiver(Schema):
    model_config = told(_("A finding that the municipality wished to let stand, and what was decided."))

    code: str = Field(description=_("Code of the check, the same for ever."))
    place: str = Field(description=_("Place in words."))
    message: str = Field(description=_("What is wrong."))
    reason: str = Field(description=_("Why it stands."))
    decision: str = Field(description=_("requested, granted or refused."))


class Reply(Schema):
    model_config = told(_("An answer to a finding of a review, or a further question."))

    by_municipality: bool = Field(description=_("False for a further question of the auditor."))
    text: str
    at: Moment


class ReviewFinding(Schema):
    model_config = told(_("What an auditor found."))

    number: int = Field(
        description=_("Counted from 1; numbers of findings that were taken back are missing.")
    )
    severity: str = Field(description=_("error, warning or info."))
    place: str = Field(description=_("Place in words, empty for the whole document."))
    text: str
    code: str = Field(description=_("Code of the check it was taken from, empty for the auditor's own."))
    settled: bool = Field(description=_("Whether the auditor was content with the reply."))
    replies: list[Reply]


class Review(Schema):
    model_config = told(_("The decision of the review of a version, without the names of people."))

    decision: str = Field(description=_("accepted or changes_requested."))
    decided_at: Moment
    reason: str
    findings: list[ReviewFinding]


class Findings(Schema):
    model_config = told(_("What was found in a published version."))

    errors: int = Field(description=_("How many findings of the checks are errors."))
    warnings: int = Field(description=_("How many findings of the checks are warnings."))
    checks: list[CheckFinding] = Field(
        description=_("What the checks find today, with the catalogue that is in force.")
    )
    waivers: list[Waiver] = Field(description=_("What the municipality wished to let stand."))
    review: Review | None = Field(description=_("The review, null until it is decided."))
