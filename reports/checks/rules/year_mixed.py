"""year-mixed: a year that is none of those the document is about: of the result, of the work, of the evaluation.

Three years meet in one document; a fourth one is left from the document that it was written over. Laws, plans over
several years, trends and comparisons may name any year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.year_mentions import find_years
from reports.checks.context import Context
from reports.checks.finding import Finding, Where
from reports.checks.registry import check
from reports.checks.texts import Text
from reports.document import Document

CODE = "year-mixed"
FIELDS = frozenset(
    {
        "before",
        "intro",
        "sections_before",
        "analysis_before",
        "output",
        "outcome",
        "title",
        "procedure",
        "remark",
    }
)
AROUND = 60
_OF_A_YEAR = re.compile(r"ประจำปี(?:งบประมาณ)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*\Z")
_ANY_YEAR = re.compile(
    r"พระราช|พ\.\s*ร\.\s*[บฎก]|ระเบียบ|กฎกระทรวง|หนังสือ|ว่าด้วย|แผนพัฒนา|เทียบ|ย้อนหลัง|ปีก่อน|เดิม[^0-9๐-๙]{0,20}\Z|ตั้งแต่|แนวโน้ม|คะแนน|สถิติ|ที่ผ่านมา"
)
_RANGE = re.compile(r"\s*(?:[-–—]|ถึง|และ|,)\s*(?:พ\.?ศ\.?\s*)?[0-9]{2}")


@check(
    CODE,
    severity="warning",
    title=gettext_noop("A year that the document is not about"),
    finds=gettext_noop(
        "A text “of the year …” that is neither the year of the result, of the work nor of the evaluation; a column of "
        "scores with another year than the result's."
    ),
    example="รายงานปี ๒๕๖๘: “รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๔”",
    fix=gettext_noop("Write the year that is meant, or say why an older year stands here."),
)
def year_mixed(document: Document, context: Context) -> Iterator[Finding]:
    years = [
        year for year in (document.assessed_year, document.action_year, document.evaluation_year) if year
    ]
    if not years:
        return
    first, last = min(years) - 1, max(years) + 1
    for text in context.texts:
        if text.where.field == "title" and text.where.measure is None:
            continue  # the document's own title: year-title
        if text.where.field in FIELDS and "ประจำปี" in text.text:
            yield from _left_over(text, first, last, years)
    if document.kind == "analysis" and document.assessed_year:
        yield from _columns(document, document.assessed_year)


def _left_over(text: Text, first: int, last: int, years: list[int]) -> Iterator[Finding]:
    for mention in find_years(text.text):
        before = text.text[max(0, mention.digits_start - AROUND) : mention.digits_start]
        if first <= mention.year <= last or not mention.exact or not _OF_A_YEAR.search(before):
            continue
        after = to_arabic(text.text[mention.digits_end : mention.digits_end + 12])
        if _ANY_YEAR.search(before) or _RANGE.match(after):
            continue
        where = text.at(mention.digits_start, mention.digits_end)
        values = {"year": where.quote, "years": ", ".join(map(str, sorted(set(years))))}
        message = gettext("%(year)s is none of the years of this document (%(years)s).") % values
        fix = gettext("Write the year that is meant, or say why an older year stands here.")
        yield Finding(CODE, "warning", message, fix, where)


def _columns(document: Document, assessed: int) -> Iterator[Finding]:
    """Columns of scores that name years, but not the assessed one; a heading is judged once."""
    told: set[str] = set()
    for row in document.analysis:
        scores = [heading.text for heading in row.headings if heading.field == "score"]
        every = [year.year for heading in row.headings for year in find_years(heading.text)]
        for heading in scores:
            named = find_years(heading)
            if not named or assessed in every or heading in told:
                continue
            told.add(heading)
            values = {"heading": heading, "year": assessed}
            message = gettext("The column “%(heading)s” is not of ITA %(year)s, whose result is analysed.")
            fix = gettext("Write the year of the scores that stand in the column.")
            line = row.source_lines[0] - 1 if row.source_lines else None
            where = Where(issue=row.issue, field="headings", line=line, quote=heading)
            yield Finding(CODE, "warning", message % values, fix, where)
