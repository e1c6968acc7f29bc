"""score-direction: a word of direction (เพิ่มขึ้น, ลดลง, เท่าเดิม) against the sign of the two scores it speaks of.

A word is judged only where it certainly speaks of the scores: it carries their difference, or nothing but words
about scores stands between. It is right when it fits any two scores of its statement. A fall that is then called
an improvement is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import Direction
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context, Text
from reports.checks.finding import Finding, Severity, Where
from reports.checks.registry import check
from reports.checks.score_columns import told_differences
from reports.checks.score_pairs import (
    chained,
    change_in_tables,
    figure,
    fits,
    meant,
    pairs_for,
    squeezed_between,
)
from reports.checks.score_sentences import FROM_POINTS, FROM_SCORE, DirectionWord, Pair, Range, Statement
from reports.checks.squeezed import like
from reports.document import Document

CODE = "score-direction"

_OPPOSITES = {
    "เพิ่มขึ้น": "ลดลง",
    "เพิ่มสูงขึ้น": "ลดต่ำลง",
    "เพิ่มมากขึ้น": "ลดน้อยลง",
    "สูงขึ้น": "ต่ำลง",
    "มากขึ้น": "น้อยลง",
    "สูงกว่า": "ต่ำกว่า",
    "มากกว่า": "น้อยกว่า",
    "เพิ่ม": "ลด",
}
_TO_DOWN = {**_OPPOSITES, "ดีกว่า": "ต่ำกว่า"}
_TO_UP = {down: up for up, down in _OPPOSITES.items()}
_PLAIN = {Direction.UP: "เพิ่มขึ้น", Direction.DOWN: "ลดลง"}

_OF_SCORES = re.compile(
    r"(?:คะแนน|เฉลี่ย|รวม|มี|ซึ่ง|โดย|ที่|จึง|ได้|จะ|เห็น|ว่า|พบ|ถือ|เป็น|แสดงให้|ผล|การ?|ประเมิน|แนวโน้ม|เมื่อ|เปรียบ|เทียบ|กับ|จาก"
    r"|ใน|ของ|ปี|งบประมาณ|พ\.?ศ\.?|[0-9]|ก่อน|หน้า|ผ่านมา|แล้ว|และ|ทั้งนี้|ดังกล่าว|นี้|ภาพ|ตามลำดับ|อย่าง|ต่อเนื่อง|เล็กน้อย"
    r"|ITA|[,()/:;.–—=\n-]|␣)*"
)
_SCORE_NAMED = re.compile(r"คะแนน(?:(?!จำนวน|ผู้|เรื่อง|เวลา|งบ|ราย|ระดับ)[^0-9\n]|(?<=[ieoIEOที่])[0-9]){0,30}$")
_FOREIGN = re.compile(
    r"ผู้|จำนวน|ร้องเรียน|เรื่อง|เวลา|งบประมาณ(?:ที่|ใน)|ค่าใช้|ราย|คน|ครั้ง|ระดับ|ค่าเฉลี่ย(?:ระดับ)?(?:ประเทศ|จังหวัด)"
)
_GOES_ON = re.compile(r"(?:มา|ไป)?(?:เป็น|เหลือ|อยู่ที่)(?:คะแนน)?[0-9]")
"""Behind a word that tells of the next score: "ปี ๒๕๖๗ ได้ ๙๐.๐๐ และลดลงเป็น ๘๙.๐๐"."""
_SHOWS = r"(?:แสดง(?:ให้เห็น)?ว่า|สะท้อน(?:ให้เห็น)?(?:ว่า|ถึง)|บ่งชี้ว่า|ชี้ให้เห็นว่า|ส่งผลให้|ถือว่า)"
_IMPROVED = re.compile(
    rf"{_SHOWS}(?P<between>[^\n]{{0,60}}?)"
    r"(?P<claim>(?:ดี|สูง|พัฒนา|โปร่งใส(?:มาก)?|มีประสิทธิภาพ(?:มาก|ดี|เพิ่ม|สูง)?)ขึ้น|พัฒนาการที่ดี|ประสบความสำเร็จ)"
)
_WORSENED = re.compile(rf"{_SHOWS}(?P<between>[^\n]{{0,60}}?)(?P<claim>แย่ลง|ถดถอย|ด้อยลง|ตกต่ำ(?:ลง)?)")
_UNLESS = re.compile(r"ควร|ต้อง|จะ|เพื่อ|แต่|ไม่|ยัง|หาก|ให้$|แม้|อื่น|อย่างไรก็|[0-9]")
_SIGNS = "+＋-−–"
_ARROWS = {"▲": "▼", "▼": "▲", "↑": "↓", "↓": "↑"}
_CLAIM_REACH = 220


@check(
    CODE,
    severity="error",
    title=gettext_noop("The word of direction is wrong"),
    finds=gettext_noop(
        "A sentence says that a score rose, fell or stayed, and the two scores it names say otherwise; or it "
        "calls a fall an improvement."
    ),
    example="ปี ๒๕๖๗ ได้ ๙๕.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๔.๐๑ คะแนน เพิ่มขึ้น ๐.๙๙ คะแนน",
    fix=gettext_noop("Write the word that fits the two scores, or correct the score that is mistyped."),
)
def score_direction(document: Document, context: Context) -> Iterator[Finding]:
    yield from _in_columns(context)
    for index, (text, statement) in enumerate(context.statements):
        pairs = statement.pairs() or chained(context, index)
        if not pairs:
            continue
        for number, stated in enumerate(statement.differences):
            if stated.direction is None or (stated.value == 0 and not stated.percent):
                continue
            if stated.percent and not _told_of_scores(text.text, statement, stated.word or stated.where):
                continue
            possible = pairs_for(context, index, stated) or pairs
            sized = [pair for pair in possible if not stated.percent and fits(stated, pair)]
            if not any(_agrees(stated.direction, pair) for pair in sized or possible):
                pair = sized[-1] if sized else meant(statement, pairs, number)
                if _fits_tables(context, statement, stated.direction, pair):
                    continue
                place = stated.word or _with_sign(text.text, stated.where)
                yield _wrong(text, statement, place, stated.direction, pair)
        for word in statement.directions:
            if not _speaks_of_scores(text.text, statement, word):
                continue
            if _fits_tables(context, statement, word.direction, pairs[-1]):
                continue
            if not any(_agrees(word.direction, pair) for pair in pairs):
                yield _wrong(text, statement, word.where, word.direction, pairs[-1])
        yield from _called_the_opposite(context, index, pairs[-1])


def _fits_tables(context: Context, statement: Statement, said: Direction, pair: Pair) -> bool:
    """Whether the word is right and a score of the sentence is not: `score-conflict` tells that."""
    change = change_in_tables(context, statement, pair)
    if change is None:
        return False
    return said is (Direction.UP if change > 0 else Direction.DOWN if change < 0 else Direction.SAME)


def _in_columns(context: Context) -> Iterator[Finding]:
    """Signs and words in a table's column of differences."""
    for told in told_differences(context):
        if told.said is None or told.mark is None or told.value == 0:
            continue
        change = told.after - told.before
        if (told.said is Direction.UP) == (change > 0) and change:
            continue
        digits = told.number.quote
        before, after = (like(digits, format_decimal(each)) for each in (told.before, told.after))
        where = told.text.at(told.mark.start, told.mark.end)
        yield _found(where, told.mark.quote, told.said, change, (before, after))


def _agrees(direction: Direction, pair: Pair) -> bool:
    room = pair.before.doubt + pair.after.doubt
    change = pair.difference
    if direction is Direction.SAME or abs(change) <= room != 0:
        return abs(change) <= room
    return change > 0 if direction is Direction.UP else change < 0


def _speaks_of_scores(text: str, statement: Statement, word: DirectionWord) -> bool:
    """Whether a word without a number certainly tells how the scores went."""
    if not word.near or _GOES_ON.match(squeezed_between(text, word.where.end, word.where.end + 30)):
        return False
    return _told_of_scores(text, statement, word.where)


def _told_of_scores(text: str, statement: Statement, word: Range) -> bool:
    """Whether nothing but words about scores stands between the scores and a word of direction."""
    before = [score.where.end for score in statement.scores if score.where.end <= word.start]
    if before:
        return bool(_OF_SCORES.fullmatch(squeezed_between(text, before[-1], word.start)))
    behind = squeezed_between(text, word.end, word.end + 120)
    if FROM_POINTS.match(behind):
        return True
    if statement.items and FROM_SCORE.match(behind):
        return True
    if not _SCORE_NAMED.search(squeezed_between(text, max(0, word.start - 50), word.start)):
        return False
    following = squeezed_between(text, word.end, statement.scores[0].where.start)
    return len(following) <= 40 and not _FOREIGN.search(following)


def _wrong(text: Text, statement: Statement, place: Range, said: Direction, pair: Pair) -> Finding:
    before, after = (figure(score, pair.after.where.quote) for score in (pair.before, pair.after))
    where = text.at(place.start, place.end, item=_item(text, statement))
    return _found(where, place.quote, said, pair.difference, (before, after))


def _found(where: Where, written: str, said: Direction, change: Decimal, figures: tuple[str, str]) -> Finding:
    """`figures` are the score before and after as the message shows them."""
    now = Direction.SAME if change == 0 else Direction.UP if change > 0 else Direction.DOWN
    message = {
        Direction.UP: gettext(
            "From %(before)s to %(after)s the score rose by %(difference)s: “%(written)s” is wrong."
        ),
        Direction.DOWN: gettext(
            "From %(before)s to %(after)s the score fell by %(difference)s: “%(written)s” is wrong."
        ),
        Direction.SAME: gettext("The score stayed %(after)s: “%(written)s” is wrong."),
    }[now]
    before, after = figures
    difference = like(after, format_decimal(abs(change)))
    values = {"before": before, "after": after, "difference": difference, "written": written}
    right = _right_word("".join(written.split()), now)
    if right:
        fix = gettext("Write “%(right)s”, or correct the score that is mistyped.") % {"right": right}
    else:
        fix = gettext("Write the word that fits the two scores, or correct the score that is mistyped.")
    small = said is Direction.SAME and abs(change) < Decimal("0.50")
    severity: Severity = "warning" if small else "error"
    return Finding(CODE, severity, message % values, fix, where, right)


def _with_sign(text: str, number: Range) -> Range:
    """A number with the sign before it."""
    start = number.start
    while start and text[start - 1].isspace():
        start -= 1
    if not start or text[start - 1] not in _SIGNS:
        return number
    return Range(start - 1, number.end, text[start - 1 : number.end])


def _right_word(written: str, now: Direction) -> str | None:
    if now is Direction.SAME or not written or written[0].isdecimal():
        return None
    if written in _ARROWS:
        return _ARROWS[written]
    if written[0] in _SIGNS:
        return ("+" if now is Direction.UP else "-") + written[1:]
    return (_TO_UP if now is Direction.UP else _TO_DOWN).get(written, _PLAIN[now])


def _item(text: Text, statement: Statement) -> str | None:
    return statement.items[0] if len(statement.items) == 1 else text.where.item


def _called_the_opposite(context: Context, index: int, pair: Pair) -> Iterator[Finding]:
    """A fall after which the sentence says that things became better, or a rise called a setback."""
    text, statement = context.statements[index]
    following = context.statements[index + 1] if index + 1 < len(context.statements) else None
    end = min(statement.end + _CLAIM_REACH, len(text.text))
    if following and following[0] is text:
        end = min(end, following[1].start)
    change = pair.difference
    if not change or abs(change) <= pair.before.doubt + pair.after.doubt or len(statement.pairs()) > 1:
        return
    from_place = max(score.where.end for score in statement.scores)
    match = (_IMPROVED if change < 0 else _WORSENED).search(text.text, from_place, max(from_place, end))
    if match is None or _UNLESS.search(match["between"]) or "\n\n" in text.text[from_place : match.start()]:
        return
    if _UNLESS.search(text.text[match.start() - 12 : match.start()].rpartition("คะแนน")[2]):
        return
    message = gettext("The score went from %(before)s to %(after)s, yet the sentence says “%(claim)s”.") % {
        "before": figure(pair.before, pair.after.where.quote),
        "after": figure(pair.after, pair.after.where.quote),
        "claim": match["claim"],
    }
    fix = gettext("Say what the change means, or correct the score that is mistyped.")
    where = text.at(match.start("claim"), match.end("claim"), item=_item(text, statement))
    yield Finding(CODE, "warning", message, fix, where)
