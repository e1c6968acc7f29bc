"""score-difference: a sentence names two scores, and their stated difference is another number.

A difference is right when it fits any two scores of different years in its statement, so that a sentence over three
years is never blamed. Rounded figures get the room their rounding leaves. A sentence that names an item and a
difference only is compared with the document's own scores of that item. A difference whose base nobody names, and
a change that is not told in points, are doubts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context, Text
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.score_bases import base_in_tables, change_without_difference, difference_without_base
from reports.checks.score_columns import told_differences
from reports.checks.score_pairs import chained, change_in_tables, figure, fits, fits_value, meant, pairs_for
from reports.checks.score_sentences import Difference, Pair, Statement
from reports.checks.squeezed import like
from reports.document import Document, ItemScore

CODE = "score-difference"


@check(
    CODE,
    severity="error",
    title=gettext_noop("Stated difference is wrong"),
    finds=gettext_noop(
        "A sentence states a difference that is not the difference of the two scores it names; or a difference "
        "without the score it is counted from, or a change without its difference."
    ),
    example="ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๐๓ คะแนน",
    fix=gettext_noop("Write the difference of the two scores, or correct the score that is mistyped."),
)
def score_difference(document: Document, context: Context) -> Iterator[Finding]:
    yield from _in_columns(context)
    for index, (text, statement) in enumerate(context.statements):
        if not statement.differences:
            yield from change_without_difference(CODE, context, index)
            continue
        pairs = statement.pairs() or chained(context, index)
        for number, stated in enumerate(statement.differences):
            if stated.percent:
                continue
            possible = pairs_for(context, index, stated) or pairs
            if pairs:
                pair = meant(statement, pairs, number)
                if not any(fits(stated, each) for each in possible) and not _fits_tables(
                    context, statement, stated, pair
                ):
                    yield _wrong(text, statement, stated, pair)
                continue
            if (base := base_in_tables(context, index, stated)) is not None:
                yield from _against_tables(text, statement, stated, base)
                continue
            known, found = _against_stored(document, text, statement, stated)
            yield from found
            if not known and not possible:
                yield from difference_without_base(CODE, context, index, stated)


def _fits_tables(context: Context, statement: Statement, stated: Difference, pair: Pair) -> bool:
    """Whether the difference is right and a score of the sentence is not: `score-conflict` tells that."""
    change = change_in_tables(context, statement, pair)
    return change is not None and fits_value(stated, abs(change), Decimal(0))


def _in_columns(context: Context) -> Iterator[Finding]:
    """Cells of a table's column of differences."""
    for told in told_differences(context):
        stated = Difference(told.number, told.value, len(told.number.quote.partition(".")[2]))
        if fits_value(stated, told.right, Decimal(0)):
            continue
        written = told.number.quote
        right = like(written, format_decimal(told.right))
        message = gettext(
            "The difference between %(before)s and %(after)s is %(right)s, not %(written)s."
        ) % {
            "before": like(written, format_decimal(told.before)),
            "after": like(written, format_decimal(told.after)),
            "right": right,
            "written": written,
        }
        fix = gettext("Write %(right)s, or correct the score that is mistyped.") % {"right": right}
        where = told.text.at(told.number.start, told.number.end)
        yield Finding(CODE, "error", message, fix, where, replacement=right)


def _wrong(text: Text, statement: Statement, stated: Difference, pair: Pair) -> Finding:
    right = like(stated.where.quote, format_decimal(abs(pair.difference)))
    values = {
        "before": figure(pair.before, stated.where.quote),
        "after": figure(pair.after, stated.where.quote),
        "right": right,
        "written": stated.where.quote,
    }
    message = (
        gettext("The difference between %(before)s and %(after)s is %(right)s, not %(written)s.") % values
    )
    return _found(text, statement, stated, message, right)


def _found(text: Text, statement: Statement, stated: Difference, message: str, right: str) -> Finding:
    fix = gettext("Write %(right)s, or correct the score that is mistyped.") % {"right": right}
    item = statement.items[0] if len(statement.items) == 1 else text.where.item
    where = text.at(stated.where.start, stated.where.end, item=item)
    return Finding(CODE, "error", message, fix, where, replacement=right)


def _against_tables(
    text: Text, statement: Statement, stated: Difference, base: tuple[str, Decimal, Decimal]
) -> Iterator[Finding]:
    """A difference of one score from that of the year before, which stands in a table."""
    name, before, now = base
    right = abs(now - before)
    if fits_value(stated, right, Decimal(0)):
        return
    yield _found(text, statement, stated, *_went(name, before, now, stated.where.quote))


def _went(name: str, before: Decimal, now: Decimal, written: str) -> tuple[str, str]:
    """What is said of a difference that two known scores do not have, and the right one."""
    right = like(written, format_decimal(abs(now - before)))
    message = gettext(
        "%(item)s went from %(before)s to %(after)s: the difference is %(right)s, not %(written)s."
    ) % {
        "item": name,
        "before": like(written, format_decimal(before)),
        "after": like(written, format_decimal(now)),
        "right": right,
        "written": written,
    }
    return message, right


def _against_stored(
    document: Document, text: Text, statement: Statement, stated: Difference
) -> tuple[bool, list[Finding]]:
    """A difference of one named item, whose two scores stand in the document's own result.

    Tells also whether they do: then nothing lacks.
    """
    year = document.result.year
    if len(statement.items) != 1 or year is None:
        return False, []
    if any(each.year not in (None, year, year - 1) for each in statement.years):
        return False, []
    item = _stored(document, statement.items[0])
    if item is None or item.score is None or item.before is None:
        return False, []
    right = abs(item.score - item.before)
    if any(score.value not in (item.score, item.before) for score in statement.scores):
        return True, []  # the sentence has other scores than the table: that is another mistake
    if fits_value(stated, right, Decimal(0)):
        return True, []
    return True, [
        _found(text, statement, stated, *_went(item.code, item.before, item.score, stated.where.quote))
    ]


def _stored(document: Document, code: str) -> ItemScore | None:
    return next((item for item in document.result.items if item.code.lower() == code), None)
