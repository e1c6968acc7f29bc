"""score-difference: a sentence names two scores, and their stated difference is another number.

A difference is right when it fits any two scores of different years in its statement, so that a sentence over three
years is never blamed. Rounded figures get the room their rounding leaves. A sentence that names an item and a
difference only is compared with the document's own scores of that item.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context, Text
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.score_sentences import Difference, Pair, Score, Statement
from reports.checks.squeezed import like
from reports.document import Document, ItemScore

CODE = "score-difference"
SAME_BREATH = 30
"""Characters between a difference and scores named after it, in which they may still be its own."""


IN_TURN = 80
"""Characters from a difference to the word ตามลำดับ."""


@check(
    CODE,
    severity="error",
    title=gettext_noop("Stated difference is wrong"),
    finds=gettext_noop(
        "A sentence states a difference that is not the difference of the two scores it names."
    ),
    example="ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๐๓ คะแนน",
    fix=gettext_noop("Write the difference of the two scores, or correct the score that is mistyped."),
)
def score_difference(document: Document, context: Context) -> Iterator[Finding]:
    for index, (text, statement) in enumerate(context.statements):
        if not statement.differences:
            continue
        following = context.statements[index + 1] if index + 1 < len(context.statements) else None
        later = following[1] if following and following[0] is text else None
        pairs = statement.pairs()
        for number, stated in enumerate(statement.differences):
            if stated.percent:
                continue
            if pairs:
                others = _pairs_behind(stated, statement, later) + _pairs_in_turn(context, index, stated)
                if not _fits_any(stated, pairs + others):
                    yield _wrong(text, statement, stated, _meant(statement, pairs, number))
            else:
                yield from _against_stored(document, context, text, statement, stated)


def _fits_any(stated: Difference, pairs: list[Pair]) -> bool:
    return any(_fits(stated, abs(pair.difference), pair.before.doubt + pair.after.doubt) for pair in pairs)


def _fits(stated: Difference, right: Decimal, room: Decimal) -> bool:
    """Whether a stated difference may stand for the right one, given how they and the scores are rounded."""
    if abs(stated.value - right) <= room:
        return True
    if stated.decimals >= 2 or (stated.decimals == 0 and not stated.about):
        return False
    rounded = right.quantize(Decimal(1).scaleb(-stated.decimals), rounding=ROUND_HALF_UP)
    return abs(stated.value - rounded) <= room


def _pairs_behind(stated: Difference, statement: Statement, later: Statement | None) -> list[Pair]:
    """Pairs with the scores of the next statement, when it follows in the same breath ("… จาก ๙๒.๐๐ เป็น ๙๓.๒๐")."""
    if later is None or later.start - stated.where.end > SAME_BREATH:
        return []
    both = Statement(statement.start, later.end, scores=statement.scores + later.scores)
    return later.pairs() + both.pairs()


def _pairs_in_turn(context: Context, index: int, stated: Difference) -> list[Pair]:
    """Pairs of the statements before, for differences that are listed "respectively" (ตามลำดับ) behind them all."""
    text, _statement = context.statements[index]
    if "ตามลำดับ" not in text.text[stated.where.end : stated.where.end + IN_TURN]:
        return []
    return [pair for other, each in context.statements[:index] if other is text for pair in each.pairs()]


def _meant(statement: Statement, pairs: list[Pair], number: int) -> Pair:
    """The two scores a difference speaks of: its own in a list of differences, else the last two years."""
    if len(statement.differences) > 1 and len(pairs) == len(statement.differences):
        return pairs[number]
    adjacent = [
        pair
        for pair in pairs
        if pair.before.year is None or pair.after.year is None or pair.after.year - pair.before.year == 1
    ]
    return (adjacent or pairs)[-1]


def _wrong(text: Text, statement: Statement, stated: Difference, pair: Pair) -> Finding:
    right = like(stated.where.quote, format_decimal(abs(pair.difference)))
    values = {
        "before": _figure(pair.before, stated.where.quote),
        "after": _figure(pair.after, stated.where.quote),
        "right": right,
        "written": stated.where.quote,
    }
    message = (
        gettext("The difference between %(before)s and %(after)s is %(right)s, not %(written)s.") % values
    )
    return _found(text, statement, stated, message, right)


def _figure(score: Score, written: str) -> str:
    figure = like(written, score.where.quote.replace(" ", ""))
    if score.year is None:
        return figure
    return f"{figure} ({like(written, str(score.year))})"


def _found(text: Text, statement: Statement, stated: Difference, message: str, right: str) -> Finding:
    fix = gettext("Write %(right)s, or correct the score that is mistyped.") % {"right": right}
    item = statement.items[0] if len(statement.items) == 1 else text.where.item
    where = text.at(stated.where.start, stated.where.end, item=item)
    return Finding(CODE, "error", message, fix, where, replacement=right)


def _against_stored(
    document: Document, context: Context, text: Text, statement: Statement, stated: Difference
) -> Iterator[Finding]:
    """A difference of one named item, whose two scores stand in the document's own result."""
    year = document.result.year
    if len(statement.items) != 1 or year is None:
        return
    if any(each.year not in (None, year, year - 1) for each in statement.years):
        return
    item = _stored(document, statement.items[0])
    if item is None or item.score is None or item.before is None:
        return
    right = abs(item.score - item.before)
    if any(score.value not in (item.score, item.before) for score in statement.scores):
        return  # the sentence has other scores than the table: that is another mistake
    if _fits(stated, right, Decimal(0)):
        return
    written = stated.where.quote
    replacement = like(written, format_decimal(right))
    message = gettext(
        "%(item)s went from %(before)s to %(after)s: the difference is %(right)s, not %(written)s."
    ) % {
        "item": item.code,
        "before": like(written, format_decimal(item.before)),
        "after": like(written, format_decimal(item.score)),
        "right": replacement,
        "written": written,
    }
    yield _found(text, statement, stated, message, replacement)


def _stored(document: Document, code: str) -> ItemScore | None:
    return next((item for item in document.result.items if item.code.lower() == code), None)
