"""item-code: the code of an item that the year's catalogue does not have, or one code for two different items.

The catalogue differs from year to year (O27 of 2568 is O34 of 2567). In a sentence a code is judged by every year
the document or the sentence speaks of: it is wrong only when none of them has it. A code that the newest catalogue
lacks is a doubt, since that one may still change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from catalogue.frame import Frame
from reports.checks.context import Context, Text, shortened
from reports.checks.finding import Finding, Severity
from reports.checks.registry import check
from reports.checks.squeezed import like, squeeze
from reports.checks.told_scores import analysis_year
from reports.checks.written_items import WrittenItem, item_of_title, two_titles, written_items
from reports.document import Document

CODE = "item-code"
INSTRUMENTS = {"i": "IIT", "e": "EIT", "o": "OIT"}

_IN_TEXT = re.compile(
    r"(?:ข้อ(?:คำถาม)?(?:ที่)?|คำถาม(?:ที่)?|ตัวชี้วัด(?:ที่)?|[IEO]IT|\()␣?(?P<code>[ieoIEO]-?[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9])"
    r"(?:␣?(?:[-–—]|ถึง|และ)(?:ข้อ)?␣?(?P<last>[ieoIEO]-?[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9]))?"
    r"|(?<![0-9A-Za-z])(?P<first>[oO]-?[0-9]{1,2})␣?(?:[-–—]|ถึง)(?:ข้อ)?␣?(?P<to>[oO]-?[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9])"
)
_BARE_RANGE = re.compile(
    r"ข้อ(?:คำถาม)?(?:ที่)?␣?(?P<from>[0-9]{1,2})␣?(?:[-–—]|ถึง(?:ข้อ)?|และ(?:ข้อ)?)␣?(?P<to>[0-9]{1,2})(?![0-9.])"
)
_OF_ITA = re.compile(r"ITA|[IE]IT|แบบวัด|แบบสำรวจ|ผลการประเมิน")
_OF_LAW = re.compile(r"ระเบียบ|ประกาศ|พระราช|พ\.ร\.บ|กฎ|มาตรา|ข้อบังคับ|คำสั่ง|หนังสือ|เทศบัญญัติ|ข้อบัญญัติ|สัญญา|หมวด")
_FUEL = re.compile(r"น้ำมัน|เชื้อเพลิง|แก๊สโซฮอล์|เบนซิน|เติม")
_ITA_YEAR = re.compile(r"ITA(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?␣?(25[5-9][0-9])")
_YEAR = re.compile(r"25[5-9][0-9]")


@check(
    CODE,
    severity="error",
    title=gettext_noop("Item code is not of that year"),
    finds=gettext_noop(
        "The code of an item is not in the catalogue of the year, or one code stands for two different items."
    ),
    example="ITA ๒๕๖๘ ข้อ O๓๕ (ปี ๒๕๖๘ มี O๑–O๒๘)",
    fix=gettext_noop("Write the code that the item has in the catalogue of that year."),
)
def item_code(document: Document, context: Context) -> Iterator[Finding]:
    written = list(written_items(context))
    year = analysis_year(context)
    for each in written:
        if each.known is None and year is not None:
            yield _unknown(context, each, context.frames[year])
    yield from _used_twice(written)
    for text in context.texts:
        yield from _in_text(context, text)
        yield from _bare_range(context, text)


# --- rows of the analysis --------------------------------------------------------------------------------


def _unknown(context: Context, each: WrittenItem, frame: Frame) -> Finding:
    letter = each.code[0]
    shown = letter.upper() + each.code[1:] if letter == "o" else each.code
    message = gettext("%(code)s is no item of ITA %(year)s, which has %(codes)s.") % {
        "code": shown,
        "year": frame.year,
        "codes": _codes(frame, letter),
    }
    right = item_of_title(each.item.title_as_written, letter, frame)
    if right is not None:
        fix = gettext("In ITA %(year)s this title is %(code)s.") % {"year": frame.year, "code": right.code}
    else:
        fix = gettext("Write the code that the item has in the catalogue of that year.")
    return Finding(CODE, _severity(context, frame.year), message, fix, each.code_where)


def _severity(context: Context, year: int) -> Severity:
    return "warning" if year == max(context.frames) else "error"


def _codes(frame: Frame, letter: str) -> str:
    codes = [item.code for item in frame.items if item.code[0].lower() == letter]
    return f"{codes[0]}–{codes[-1]}" if codes else INSTRUMENTS[letter]


def _used_twice(written: list[WrittenItem]) -> Iterator[Finding]:
    by_code: dict[str, list[WrittenItem]] = {}
    for each in written:
        if each.known is not None:
            by_code.setdefault(each.code, []).append(each)
    for found in by_code.values():
        right = max(found, key=lambda each: each.likeness.own if each.likeness else 0.0)
        reported: set[str] = set()
        for each in found:
            if each is right or each.key in reported or not two_titles(each, right):
                continue
            reported.add(each.key)
            yield _second_title(each, right)


def _second_title(each: WrittenItem, right: WrittenItem) -> Finding:
    assert each.known is not None
    message = gettext("%(code)s stands for two items: “%(title)s” here and “%(other)s” elsewhere.") % {
        "code": each.known.code,
        "title": shortened(each.item.title_as_written),
        "other": shortened(right.item.title_as_written),
    }
    another = each.anothers
    if another is not None:
        fix = gettext("“%(title)s” is %(code)s: write that code.") % {
            "title": another.title,
            "code": another.code,
        }
    else:
        fix = gettext("Write the code that the item has in the catalogue of that year.")
    severity: Severity = "error" if another is not None else "warning"
    return Finding(CODE, severity, message, fix, each.code_where)


# --- sentences -------------------------------------------------------------------------------------------


def _years(context: Context, text: str) -> set[int]:
    document, result = context.document, context.result_year
    years = {
        document.assessed_year,
        document.action_year,
        document.evaluation_year,
        result,
        analysis_year(context),
    }
    years |= {result - 1 if result else None, *(int(year) for year in _YEAR.findall(text))}
    return {year for year in years if year is not None}


def _in_text(context: Context, text: Text) -> Iterator[Finding]:
    source = squeeze(text.text)
    for match in _IN_TEXT.finditer(source.squeezed):
        ahead = source.squeezed[max(0, match.start() - 60) : match.start()]
        if _FUEL.search(ahead) or (match[0].startswith("(") and not _OF_ITA.search(ahead)):
            continue
        frames = _frames(context, source.squeezed, ahead)
        for group in ("code", "last", "first", "to"):
            if not frames or not match[group]:
                continue
            letter, number = match[group][0].lower(), int(match[group].lstrip("ieoIEO-"))
            if any(f"{letter}{number}" in frame.item_by_code for frame in frames):
                continue
            if any(item.code[0].lower() == letter for frame in frames for item in frame.items):
                where = text.at(*source.span(*match.span(group)))
                yield _not_of_any(context, frames, where.quote or "", letter, where)


def _frames(context: Context, squeezed: str, ahead: str) -> list[Frame]:
    """The catalogues by which a code of a text is judged; none when one of the years is unknown.

    `ahead` is what stands before the code: "ITA ปี ๒๕๖๘" there says which catalogue is meant.
    """
    named = {int(match[1]) for match in _ITA_YEAR.finditer(ahead)}
    years = named or _years(context, squeezed)
    if any(year not in context.frames for year in years):
        return []
    return [context.frames[year] for year in sorted(years) if year in context.frames]


def _not_of_any(context: Context, frames: list[Frame], written: str, letter: str, where: object) -> Finding:
    newest = frames[-1]
    message = gettext("%(code)s is no item of ITA %(year)s, which has %(codes)s.") % {
        "code": written,
        "year": like(written, " / ".join(str(frame.year) for frame in frames)),
        "codes": _codes(max(frames, key=lambda frame: len(_of(frame, letter))), letter),
    }
    fix = gettext("Write the code that the item has in the catalogue of that year.")
    severity = _severity(context, newest.year) if len(frames) == 1 else "error"
    return Finding(CODE, severity, message, fix, where)  # type: ignore[arg-type]


def _of(frame: Frame, letter: str) -> list[str]:
    return [item.code for item in frame.items if item.code[0].lower() == letter]


def _bare_range(context: Context, text: Text) -> Iterator[Finding]:
    """ "จากผลการประเมิน ITA ปี ๒๕๖๘ ข้อ ๒๗ – ๒๘": numbers of an older list, without the letter."""
    if "ข้อ" not in text.text:
        return
    source = squeeze(text.text)
    for match in _BARE_RANGE.finditer(source.squeezed):
        ahead = source.squeezed[max(0, match.start() - 60) : match.start()]
        first, last = int(match["from"]), int(match["to"])
        if not _OF_ITA.search(ahead[-40:]) or _OF_LAW.search(ahead) or not first < last:
            continue
        frames = _frames(context, source.squeezed, ahead)
        longest = max((len(_of(frame, letter)) for frame in frames for letter in "ie"), default=0)
        if not longest or last <= longest:
            continue
        where = text.at(*source.span(*match.span()))
        message = gettext(
            "“%(quote)s” names no item of that year: the surveys have %(internal)s and %(external)s."
        ) % {"quote": where.quote, "internal": _codes(frames[-1], "i"), "external": _codes(frames[-1], "e")}
        fix = gettext("Write the items with their letter, as the year's catalogue has them: i…, e… or O….")
        yield Finding(CODE, "warning", message, fix, where)
