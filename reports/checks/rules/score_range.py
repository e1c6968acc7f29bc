"""score-range: a score outside 0–100, or with more than two decimals.

In a column of scores that is certainly wrong. In a sentence a number counts only right after the name of an item,
an indicator, an instrument or ITA and beside the word คะแนน; a mean that somebody computed to three decimals is a
doubt there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import HUNDRED
from ita_portal.thai.digits import format_decimal, to_arabic
from reports.checks.context import Context, Text
from reports.checks.finding import Finding, Severity, Where
from reports.checks.registry import check
from reports.checks.squeezed import squeeze
from reports.checks.told_scores import place_of_item
from reports.document import Document

CODE = "score-range"

_WRITTEN = re.compile(r"[-–−+]?\s*[0-9]{1,6}(?:[.,][0-9]{1,8})?")
_UNIT = re.compile(r"\s*(?:คะแนน|%|เปอร์เซ็นต์)?\s*\Z")
_NUMBER = re.compile(
    r"(?:คะแนน|ได้(?:รับ)?|เท่ากับ|[:=])(?:คะแนน|เฉลี่ย|เท่ากับ|คือ|ที่ได้|ได้|[:=]|␣){0,6}"
    r"(?<![0-9.,])(?P<number>[0-9]{1,5}\.[0-9]{1,8}|[0-9]{3,5})(?![0-9]|[.,][0-9])(?P<unit>คะแนน)?"
)
_NAMED = re.compile(
    r"(?<![A-Za-z])(?:ITA|[IEO]IT)(?![A-Za-z])|(?<![A-Za-z0-9])[ieoIEO][0-9]{1,2}(?![0-9.])|ตัวชี้วัดที่[0-9]"
)
_UNLIKE = re.compile(
    r"เต็ม|รวม|ผลรวม|เป้าหมาย|LPA|ทดสอบ|ความพึงพอใจ|บาท|งบประมาณ(?!พ|25|ปี)|น้ำหนัก|ครั้ง|คน|ราย(?!ข้อ|งาน)|ร้อยละ|จำนวน"
)
_OF = re.compile(r"(?:คะแนน)?(?:จาก|/|เต็ม|บาท|คน|ครั้ง|ราย|เรื่อง)")
_REACH = 70


@check(
    CODE,
    severity="error",
    title=gettext_noop("Not a possible score"),
    finds=gettext_noop("A score is below 0, above 100, or has more than two decimals."),
    example="ข้อ e๗ ปี ๒๕๖๘ ได้ ๙๕๑.๕ คะแนน",
    fix=gettext_noop("Write the score as announced: from 0.00 to 100.00, with two decimals."),
)
def score_range(document: Document, context: Context) -> Iterator[Finding]:
    yield from _columns(document)
    for text in context.texts:
        yield from _in_text(text)


# --- columns of scores -----------------------------------------------------------------------------------


def _columns(document: Document) -> Iterator[Finding]:
    result = document.result
    where = Where(field="total", line=result.line, path=("result", "total_as_written"))
    yield from _judged(result.total, result.total_as_written, where)
    for point in result.trend:
        yield from _judged(point.total, "", Where(field="trend", item=str(point.year)))
    for instrument in result.instruments:
        yield from _judged(instrument.score, "", Where(field="instruments", item=instrument.code))
    for index, indicator in enumerate(result.indicators):
        for field in ("score", "before"):
            written = f"{field}_as_written"
            path = ("result", "indicators", index, written)
            where = Where(indicator=indicator.no, field=field, line=indicator.line, path=path)
            yield from _judged(getattr(indicator, field), getattr(indicator, written), where)
    coded = set()
    for number, row in enumerate(document.analysis):
        for position, item in enumerate(row.items):
            coded.add(item.item)
            where = place_of_item(row, number, position)
            yield from _judged(item.score, item.score_as_written, where)
    for scored in result.items:
        if scored.code not in coded:
            yield from _judged(scored.score, "", Where(item=scored.code, field="score"))


def _judged(value: Decimal | None, written: str, where: Where) -> Iterator[Finding]:
    text = to_arabic(written).strip()
    match = _WRITTEN.match(text)
    if match and _UNIT.match(text, match.end()):
        number = match[0].replace(" ", "").replace(",", ".")
        number = number.replace("–", "-").replace("−", "-")
    elif written.strip() or value is None:
        return
    else:
        number = str(value)
    if _possible(number):
        return
    if written:
        where = replace(where, start=0, end=len(written), quote=written)
    yield _found(written.strip() or format_decimal(value), where, number)


def _possible(number: str) -> bool:
    return 0 <= Decimal(number) <= HUNDRED and len(number.partition(".")[2]) <= 2


def _found(written: str, where: Where, number: str, severity: Severity = "error") -> Finding:
    if 0 <= Decimal(number) <= HUNDRED:
        message = gettext("%(written)s has more than two decimals.")
    else:
        message = gettext("%(written)s is not a score between 0 and 100.")
    fix = gettext("Write the score as announced: from 0.00 to 100.00, with two decimals.")
    return Finding(CODE, severity, message % {"written": written}, fix, where)


# --- sentences -------------------------------------------------------------------------------------------


def _in_text(text: Text) -> Iterator[Finding]:
    if "คะแนน" not in text.text and "ได้" not in text.text:
        return
    source = squeeze(text.text)
    for match in _NUMBER.finditer(source.squeezed):
        number = match["number"]
        if _possible(number) or not (match["unit"] or "คะแนน" in match[0]):
            continue
        start = match.start("number")
        ahead = source.squeezed[max(0, start - _REACH) : start].rpartition("\n")[2]
        named = [each.end() for each in _NAMED.finditer(ahead)]
        if not named or _UNLIKE.search(ahead[named[-1] :]) or _UNLIKE.search(ahead[-25:]):
            continue
        if _OF.match(source.squeezed, match.end("number")):
            continue
        where = text.at(*source.span(start, match.end("number")))
        within = Decimal(number) <= HUNDRED
        yield _found(where.quote or number, where, number, "warning" if within else "error")
