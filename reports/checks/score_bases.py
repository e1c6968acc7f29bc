"""Half-told changes: a difference without the score it is counted from, a change without its difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import Direction
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.score_pairs import figure, squeezed_between
from reports.checks.score_sentences import Difference
from reports.checks.squeezed import like
from reports.checks.told_scores import told_in_tables, told_scores

NAMES = {"indicator": gettext_noop("Indicator %(number)s"), "total": gettext_noop("The total")}
_GOES_ON = re.compile(r"(?:มา|ไป|อยู่|ถึง|เป็น|จาก|กว่า|เหลือ|ที่|คะแนน|ร้อยละ|ทุก|ใน|ตาม|[0-9(=:+-])")
"""Behind a word of direction that tells more: "เพิ่มขึ้นจาก …", "เพิ่มขึ้นทุกข้อ"."""
_OF_THE_TWO = re.compile(
    r"(?:คะแนน|เฉลี่ย|รวม|มี|ซึ่ง|โดย|จึง|เห็นได้|จะ|เห็น|ว่า|พบ|ผล|การประเมิน|แนวโน้ม|เมื่อ|เปรียบ|เทียบ|กับ|จาก|ปี|พ\.ศ\.|[0-9]|ก่อน"
    r"|หน้า|ที่|ผ่านมา|แล้ว|และ|[,()\n]|␣)*"
)


def difference_without_base(code: str, context: Context, index: int, stated: Difference) -> Iterator[Finding]:
    """ "ปี ๒๕๖๘ ได้ ๙๔.๐๑ คะแนน เพิ่มขึ้น ๑.๖๑ คะแนน": from which score, only another paper tells."""
    text, statement = context.statements[index]
    years = [year for year in statement.years if year.year is not None]
    if stated.direction is None or not years or len(statement.scores) > 1:
        return
    if not statement.scores and not statement.items:
        return
    if _told_elsewhere(context, index):
        return
    message = gettext("The score is said to differ by %(difference)s, but not from which score.") % {
        "difference": stated.where.quote
    }
    fix = gettext("Name the score that it is compared with, and its year.")
    item = statement.items[0] if len(statement.items) == 1 else text.where.item
    yield Finding(code, "warning", message, fix, text.at(stated.where.start, stated.where.end, item=item))


def _told_elsewhere(context: Context, index: int) -> bool:
    """Whether the base stands just before, or in the document's own results."""
    text, statement = context.statements[index]
    above, before = context.statements[index - 1] if index else (None, None)
    if before and above is text and before.scores and set(statement.items) <= set(before.items):
        return True  # "… ปี ๒๕๖๗ ได้ ๙๑.๒๐ เพิ่มขึ้น ๖.๒๐ ปี ๒๕๖๘ ได้ ๙๓.๕๐ เพิ่มขึ้น ๒.๓๐"
    result = context.document.result
    if statement.items:
        return any(item.before is not None and item.code.lower() in statement.items for item in result.items)
    return result.total_before is not None or len(result.trend) > 1


def base_in_tables(context: Context, index: int, stated: Difference) -> tuple[str, Decimal, Decimal] | None:
    """What a statement of one score names, and its scores of the year before and its own, as tables give them.

    "ตัวชี้วัดที่ ๘ ได้ ๘๗.๕๑ คะแนน สูงกว่าปีก่อน ๗.๕๙ คะแนน" beside a table of both years. None when they do not, or when the
    statement's score is not the table's.
    """
    text, statement = context.statements[index]
    if len(statement.scores) != 1 or stated.percent or stated.direction is None:
        return None
    score = statement.scores[0]
    subject = next(
        (
            each
            for each in told_scores(context)
            if not each.table
            and each.where.path == text.where.path
            and (each.where.start, each.where.end) == (score.where.start, score.where.end)
        ),
        None,
    )
    if subject is None or any(
        each.year not in (None, subject.year, subject.year - 1) for each in statement.years
    ):
        return None
    told = {each.year: each.value for each in told_in_tables(context) if each.key == subject.key}
    before, now = told.get(subject.year - 1), told.get(subject.year)
    if before is None or now != score.value:
        return None
    kind, name = subject.key
    return (name if kind in ("item", "instrument") else gettext(NAMES[kind]) % {"number": name}), before, now


def change_without_difference(code: str, context: Context, index: int) -> Iterator[Finding]:
    """ "ปี ๒๕๖๗ ได้ ๙๒.๔๐ ปี ๒๕๖๘ ได้ ๙๔.๐๑ คะแนน มีคะแนนเพิ่มขึ้น": by how much is left to the reader."""
    text, statement = context.statements[index]
    pairs = statement.pairs()
    if len(pairs) != 1 or len(statement.scores) != 2 or not statement.directions:
        return
    pair, word = pairs[0], statement.directions[0]
    last = max(score.where.end for score in statement.scores)
    if not word.near or word.where.start < last or word.direction is Direction.SAME or not pair.difference:
        return
    if any(score.decimals < 2 and score.value != 100 for score in statement.scores):
        return
    if not _OF_THE_TWO.fullmatch(squeezed_between(text.text, last, word.where.start)):
        return
    if (word.direction is Direction.UP) != (pair.difference > 0):
        return  # the word itself is wrong: score-direction
    behind = text.text[word.where.end :]
    if _GOES_ON.match(squeezed_between(behind, 0, 30)):
        return
    right = like(pair.after.where.quote, format_decimal(abs(pair.difference)))
    message = gettext(
        "From %(before)s to %(after)s is a difference of %(right)s: the sentence does not say so."
    ) % {
        "before": figure(pair.before, pair.after.where.quote),
        "after": figure(pair.after, pair.after.where.quote),
        "right": right,
    }
    fix = gettext("Write the difference behind the word: %(right)s.") % {"right": right}
    item = statement.items[0] if len(statement.items) == 1 else text.where.item
    where = text.at(word.where.start, word.where.end, item=item)
    apart = not behind or behind[0].isspace()
    yield Finding(code, "warning", message, fix, where, f"{where.quote} {right} คะแนน" if apart else None)
