"""Which two scores a stated difference or a word of direction speaks of."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reports.checks.context import Context
from reports.checks.score_sentences import OTHER_SUBJECT, Difference, Pair, Score, Statement
from reports.checks.squeezed import Squeezed, like
from reports.checks.told_scores import told_in_tables

SAME_BREATH = 30
"""Characters between a difference and scores named after it, in which they may still be its own."""
IN_TURN = 80
"""Characters from a difference to the word ตามลำดับ."""

CHAIN = 40
"""Squeezed characters from a statement to the next year of the same thing."""


def pairs_for(context: Context, index: int, stated: Difference) -> list[Pair]:
    """Every two scores that a difference of the statement may speak of."""
    _text, statement = context.statements[index]
    return statement.pairs() + _behind(context, index, stated) + _in_turn(context, index, stated)


def _behind(context: Context, index: int, stated: Difference) -> list[Pair]:
    """Pairs with the scores of the next statement, when it follows in the same breath ("… จาก ๙๒.๐๐ เป็น ๙๓.๒๐")."""
    text, statement = context.statements[index]
    following = context.statements[index + 1] if index + 1 < len(context.statements) else None
    if following is None or following[0] is not text:
        return []
    later = following[1]
    if later.start - stated.where.end > SAME_BREATH:
        return []
    both = Statement(statement.start, later.end, scores=statement.scores + later.scores)
    return later.pairs() + both.pairs()


def _in_turn(context: Context, index: int, stated: Difference) -> list[Pair]:
    """Pairs of the statements before, for differences that are listed "respectively" (ตามลำดับ) behind them all."""
    text, _statement = context.statements[index]
    if "ตามลำดับ" not in text.text[stated.where.end : stated.where.end + IN_TURN]:
        return []
    return [pair for other, each in context.statements[:index] if other is text for pair in each.pairs()]


def chained(context: Context, index: int) -> list[Pair]:
    """The one score of a statement with the year before, which the statement before it named.

    "ปี ๒๕๖๖ ได้ ๙๐.๐๐ ปี ๒๕๖๗ ได้ ๘๘.๐๐ ลดลง ๒.๐๐ และปี ๒๕๖๘ ได้ ๙๔.๐๐ เพิ่มขึ้น ๖.๐๐".
    """
    text, statement = context.statements[index]
    above, before = context.statements[index - 1] if index else (None, None)
    if before is None or above is not text or len(statement.scores) != 1:
        return []
    now = statement.scores[0]
    if now.year is None or (statement.items and statement.items != before.items) or len(before.items) > 1:
        return []
    between = squeezed_between(text.text, before.end, now.where.start)
    bases = [score for score in before.scores if score.year == now.year - 1]
    if len(bases) != 1 or len(between) > CHAIN or OTHER_SUBJECT.search(between) or "\n" in between:
        return []
    return [Pair(bases[0], now)]


def fits(stated: Difference, pair: Pair) -> bool:
    """Whether a stated difference may be that of the pair, given how the figures are rounded."""
    return fits_value(stated, abs(pair.difference), pair.before.doubt + pair.after.doubt)


def fits_value(stated: Difference, right: Decimal, room: Decimal) -> bool:
    """Whether a stated difference may stand for the right one, given how it and the scores are rounded."""
    if abs(stated.value - right) <= room:
        return True
    if stated.decimals >= 2 or (stated.decimals == 0 and not stated.about):
        return False
    rounded = right.quantize(Decimal(1).scaleb(-stated.decimals), rounding=ROUND_HALF_UP)
    return abs(stated.value - rounded) <= room


def meant(statement: Statement, pairs: list[Pair], number: int) -> Pair:
    """The two scores a difference speaks of: its own in a list of differences, else the last two years."""
    if len(statement.differences) > 1 and len(pairs) == len(statement.differences):
        return pairs[number]
    adjacent = [
        pair
        for pair in pairs
        if pair.before.year is None or pair.after.year is None or pair.after.year - pair.before.year == 1
    ]
    return (adjacent or pairs)[-1]


def change_in_tables(context: Context, statement: Statement, pair: Pair) -> Decimal | None:
    """The change of the one item a statement names, by the scores that tables give for the two years.

    None when they do not, or when they say the same as the sentence: a sentence whose score is mistyped has a right
    difference, and its score is `score-conflict`.
    """
    if len(statement.items) != 1 or pair.before.year is None or pair.after.year is None:
        return None
    told = {
        each.year: each.value
        for each in told_in_tables(context)
        if each.key == ("item", statement.items[0]) and each.year in (pair.before.year, pair.after.year)
    }
    if len(told) != 2 or told == {pair.before.year: pair.before.value, pair.after.year: pair.after.value}:
        return None
    return told[pair.after.year] - told[pair.before.year]


def figure(score: Score, written: str) -> str:
    """A score with its year, in the digits of `written`, for a message."""
    number = like(written, score.where.quote.replace(" ", ""))
    if score.year is None:
        return number
    return f"{number} ({like(written, str(score.year))})"


def squeezed_between(text: str, start: int, end: int) -> str:
    """A range of a text without white space, in Arabic digits."""
    return Squeezed(text[start:end]).squeezed
