"""score-conflict: one item, indicator, instrument or total has two scores for one year, anywhere in the document.

What most places say is taken for right, else what stands first; each other score is one finding. Computed figures
may differ by a hundredth, rounded ones by their rounding. A sentence that does not say its year is a doubt only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import TOLERANCE
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context
from reports.checks.finding import Finding, Severity
from reports.checks.registry import check
from reports.checks.squeezed import like
from reports.checks.told_scores import Key, Told, told_scores
from reports.document import Document

CODE = "score-conflict"


@check(
    CODE,
    severity="error",
    title=gettext_noop("Two scores for the same thing"),
    finds=gettext_noop(
        "An item, an indicator, an instrument or the total has one score in one place and another score of the "
        "same year in another: in a table, an analysis or a sentence."
    ),
    example="ตาราง: i๑๔ ๘๙.๒๗ คะแนน · บทวิเคราะห์: “ข้อ i๑๔ ปี ๒๕๖๗ ได้ ๘๘.๒๗ คะแนน”",
    fix=gettext_noop("Compare both places with the announced result and correct the wrong one."),
)
def score_conflict(document: Document, context: Context) -> Iterator[Finding]:
    told: dict[tuple[Key, int], list[Told]] = {}
    for each in told_scores(context):
        told.setdefault((each.key, each.year), []).append(each)
    for (key, year), scores in told.items():
        if len({score.value for score in scores}) > 1:
            once = [score for score in scores if not _shown_again(score, scores)]
            yield from _conflicts(key, year, once)


def _conflicts(key: Key, year: int, scores: list[Told]) -> Iterator[Finding]:
    right = _likeliest(key, scores)
    reported: set[tuple[object, ...]] = set()
    for score in scores:
        if _agree(key, score, right):
            continue
        place = (score.value, score.where.path or score.where, score.where.start)
        if place in reported:
            continue
        reported.add(place)
        yield _finding(key, year, score, right)


def _shown_again(score: Told, scores: list[Told]) -> bool:
    """Whether the score table only repeats a row of the analysis: a file's table is made of its rows."""
    return (
        score.table
        and score.where.field == "score"
        and score.where.path is None
        and any(other.where.field == "items" and other.value == score.value for other in scores)
    )


def _likeliest(key: Key, scores: list[Told]) -> Told:
    """The score most places tell; of equals the one in a table, then the first."""

    def weight(score: Told) -> tuple[int, bool]:
        return sum(_agree(key, score, other) for other in scores), score.table

    return max(scores, key=weight)  # max keeps the first of equals


def _agree(key: Key, one: Told, other: Told) -> bool:
    room = max(one.room, other.room) + (Decimal(0) if key[0] == "item" else TOLERANCE)
    return abs(one.value - other.value) <= room


def _finding(key: Key, year: int, score: Told, right: Told) -> Finding:
    written = score.where.quote or format_decimal(score.value)
    values = {
        "name": _name(key, score),
        "year": like(written, str(year)),
        "here": written,
        "there": like(written, format_decimal(right.value)),
        "place": _place(right),
    }
    message = (
        gettext("%(name)s of ITA %(year)s is %(here)s here but %(there)s elsewhere (%(place)s).") % values
    )
    fix = gettext("Compare both places with the announced result and correct the wrong one.")
    severity: Severity = "error" if score.sure and right.sure else "warning"
    return Finding(CODE, severity, message, fix, score.where)


def _name(key: Key, score: Told) -> str:
    kind, name = key
    if kind == "item":
        return gettext("Item %(code)s") % {"code": score.where.item or name}
    if kind == "indicator":
        return gettext("Indicator %(number)s") % {"number": name}
    return gettext("The total") if kind == "total" else name


def _place(score: Told) -> str:
    """Where the other score stands, in a few words."""
    where = score.where
    if where.section is not None and where.measure is not None:
        return gettext("measure %(measure)s of issue %(issue)s") % {
            "measure": where.measure,
            "issue": where.issue or "–",
        }
    if where.issue is not None:
        return gettext("analysis of issue %(issue)s") % {"issue": where.issue}
    if score.table:
        return gettext("the result of the assessment")
    return gettext("the text of the report")
