"""year-title: the title names another year than the document's, or everything in it happened in another year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import fiscal_year
from ita_portal.thai.year_mentions import find_years
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.rules.year_evidence import dated
from reports.checks.squeezed import like
from reports.checks.texts import Text
from reports.document import Document

CODE = "year-title"
DATED = 3
"""So many dates of another year, and none of the own, make the year of the title doubtful."""


@check(
    CODE,
    severity="error",
    title=gettext_noop("The title's year is not the document's"),
    finds=gettext_noop(
        "A title with another year than the one the document is kept under, or (a doubt) a report whose every date "
        "lies in one other fiscal year."
    ),
    example="“รายงานผล … ปีงบประมาณ ๒๕๖๗” ที่ทุกกิจกรรมลงวันที่ในปีงบประมาณ ๒๕๖๘",
    fix=gettext_noop("Correct the year of the title, or report what was done in that year."),
)
def year_title(document: Document, context: Context) -> Iterator[Finding]:
    text = next((each for each in context.texts if each.where.field == "title"), None)
    key = document.key_year
    if text is None or key is None:
        return
    found = _another_year(text, document, key)
    if found is not None:
        yield found
    elif document.kind == "results":
        yield from _another_content(text, context, key)


def _another_year(text: Text, document: Document, key: int) -> Finding | None:
    named = find_years(text.text)
    fitting = {key, document.evaluation_year, document.action_year}
    if not named or any(each.year in fitting for each in named):
        return None
    last = named[-1]
    where = text.at(last.digits_start, last.digits_end)
    values = {"written": where.quote, "year": like(where.quote or "", str(key))}
    message = gettext("The title says %(written)s; the document is of %(year)s.") % values
    fix = gettext("Correct the year of the title, or report what was done in that year.")
    right = str(key) if last.exact else str(key)[-2:]
    replacement = like(where.quote or "", right) if len(named) == 1 else None
    return Finding(CODE, "error", message, fix, where, replacement)


def _another_content(text: Text, context: Context, key: int) -> Iterator[Finding]:
    years = Counter(fiscal_year(mention.first) for _text, mention in dated(context))
    if len(years) != 1 or key in years or sum(years.values()) < DATED:
        return
    ((other, count),) = years.items()
    values = {"year": key, "count": count, "other": other}
    message = gettext("The report is of %(year)s, but all its %(count)s dates lie in fiscal year %(other)s.")
    fix = gettext("Correct the year of the title, or report what was done in that year.")
    mention = next((each for each in find_years(text.text) if each.year == key), None)
    where = text.at(mention.digits_start, mention.digits_end) if mention else text.where
    yield Finding(CODE, "warning", message % values, fix, where)
