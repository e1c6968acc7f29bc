"""Item codes (i1, e7, O28) and scores in cells, with the ways in which they are mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.frame import Frame
from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import parse_decimal, to_arabic

INSTRUMENT_LETTER = {"IIT": "i", "EIT": "e", "OIT": "O"}

_D = "[0-9๐-๙]"
_CODE = re.compile(
    rf"""(?<![^\s(/,])(?P<written>(?:ข้อ(?:คำถาม)?(?:ที่)?[ ]?)?[(\[]?(?:
        (?P<letter>[iIeEoO])[ ]?[-.]?[ ]?(?P<digits>{_D}{{1,2}})
      | (?P<mixed>1)(?P<thai>[๐-๙]{{1,2}})
      | (?P<like_i>[l|!ӏІі])(?P<after_i>{_D}{{1,2}})
      | (?P<zero>[0๐ОоΟ])(?P<after_zero>{_D}{{1,2}})
    )[)\]]?)(?!{_D}|[.,]{_D})(?=[\s.:)\]/,–-]|[ก-ฮเแโใไA-Z]|\Z)[.:)]?""",
    re.VERBOSE,
)
_BARE = re.compile(
    rf"[ ]*(?P<written>(?:ข้อ(?:ที่)?[ ]?)?\(?(?P<digits>{_D}{{1,2}})(?!{_D}|[.,]{_D})[.)]?)(?=\s|[ก-ฮเแโใไ]|\Z)"
)
_INSTRUMENT = re.compile(r"(?<![A-Za-z])([IEO])\.?\s?I\.?\s?T\.?(?![A-Za-z])", re.IGNORECASE)
_INSTRUMENT_NAMES = (("ภายใน", "IIT"), ("ภายนอก", "EIT"), ("เปิดเผยข้อมูล", "OIT"))
_UNIT = re.compile(r"\s*(?:คะแนน|%|เปอร์เซ็นต์|percent)\s*\Z", re.IGNORECASE)
_PER_CENT = re.compile(r"\A\s*ร้อยละ\s*(?=[0-9๐-๙])")
_BEHIND = re.compile(
    r"(?:\A|[(=:]|ได้|คะแนน|เท่ากับ)[ ]*([0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2})?)[ ]*(?:คะแนน|%)?[ ]*[)\],;/]*[ ]*\Z"
)
_ONLY_DASHES = re.compile(r"[\s\-‐-―−.]*\Z")


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item as written. `code` is the catalogue's form ("O28") or "" without one; `confused`: mistyped."""

    code_as_written: str
    title: str
    code: str
    confused: bool = False


@dataclass(frozen=True, slots=True)
class FoundScore:
    """A score as written; `value` is None for an empty cell, a dash, and for what is no score (`wrong`)."""

    as_written: str
    value: Decimal | None
    wrong: bool = False


def instrument_of(text: str) -> str:
    """IIT, EIT or OIT when a text names exactly one of them, else ""."""
    codes = {f"{match[1].upper()}IT" for match in _INSTRUMENT.finditer(text)}
    if not codes:
        codes = {code for word, code in _INSTRUMENT_NAMES if word in text and "แบบวัด" in text}
    return codes.pop() if len(codes) == 1 else ""


def find_items(cell: str, instrument: str, frame: Frame | None) -> list[FoundItem]:
    """The items that a cell lists, in order. Text before the first code is an item without a code.

    `instrument` ("IIT" …) is what the row is about: it says what a bare number means. A code inside a line
    counts when it is one of the year's.
    """
    text = plain(cell).strip()
    marks: list[tuple[int, int, str, str, bool]] = []
    start = 0
    for line in text.split("\n"):
        marks.extend(_codes(line, start, instrument, frame, first=not marks))
        start += len(line) + 1
    if not marks:
        return [FoundItem("", text, "")] if text else []
    found = []
    if lead := text[: marks[0][0]].strip():
        found.append(FoundItem("", lead, ""))
    ends = [mark[0] for mark in marks[1:]] + [len(text)]
    for (_, after, written, code, confused), end in zip(marks, ends, strict=True):
        found.append(FoundItem(written, text[after:end].strip(), code, confused))
    return found


def _codes(
    line: str, start: int, instrument: str, frame: Frame | None, *, first: bool
) -> list[tuple[int, int, str, str, bool]]:
    found = []
    for match in _CODE.finditer(line):
        code, confused = _resolve(match, instrument)
        leads = not line[: match.start()].strip()
        known = frame is None or code.lower() in frame.item_by_code
        if leads or (known and not (confused and match["zero"])):
            found.append((start + match.start(), start + match.end(), match[0].strip(), code, confused))
    if not found or line[: found[0][0] - start].strip():
        bare = _BARE.match(line)
        if bare and instrument in INSTRUMENT_LETTER:
            code = f"{INSTRUMENT_LETTER[instrument]}{int(to_arabic(bare['digits']))}"
            if (frame is None or code.lower() in frame.item_by_code) and line[bare.end() :].strip():
                found.insert(
                    0, (start + bare.start("written"), start + bare.end(), bare["written"], code, True)
                )
    return found


def _resolve(match: re.Match[str], instrument: str) -> tuple[str, bool]:
    if match["letter"]:
        letter, digits, confused = match["letter"].lower(), match["digits"], False
    elif match["mixed"]:
        letter, digits, confused = "i", match["thai"], True
    elif match["like_i"]:
        letter, digits, confused = "i", match["after_i"], True
    else:
        letter, digits, confused = "o", match["after_zero"], True
        if instrument in ("IIT", "EIT"):
            letter = INSTRUMENT_LETTER[instrument]
    number = int(to_arabic(digits))
    return f"{'O' if letter == 'o' else letter}{number}", confused


def find_scores(cell: str) -> list[FoundScore]:
    """The scores in a cell, one for each number; a cell with anything else in it is one wrong score."""
    text = plain(cell).strip()
    if _ONLY_DASHES.match(text):
        return [FoundScore(text, None)] if text else []
    pieces: list[str] = []
    for piece in text.split():
        if pieces and _UNIT.fullmatch(piece):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    scores = [_score(piece) for piece in pieces]
    if len(scores) > 1 and not any(score.wrong for score in scores):
        return scores
    single = _score(" ".join(pieces))
    return [FoundScore(text, single.value, single.wrong)]


def score_behind(title: str) -> FoundScore:
    """The score at the end of an item's title, where scores have no column: "(๙๓.๐๐)", "… ได้ ๙๓.๐๐ คะแนน"."""
    match = _BEHIND.search(title[-80:])
    value = _score(match[1]).value if match is not None else None
    return FoundScore("", value)


def _score(text: str) -> FoundScore:
    try:
        bare = _PER_CENT.sub("", _UNIT.sub("", text))
        value = parse_decimal(bare)
    except ValueError:
        return FoundScore(text, None, wrong=True)
    if value is not None and not 0 <= value <= 100:
        return FoundScore(text, None, wrong=True)
    return FoundScore(text, value)


def pair(
    items: Sequence[FoundItem], scores: Sequence[FoundScore], cell: str
) -> tuple[list[FoundScore], bool]:
    """A score for every item, in order, and whether the counts agree.

    Where they do not, the text of the score cell stays whole with the first item and no score is read.
    """
    none = FoundScore("", None)
    coded = [index for index, item in enumerate(items) if item.code_as_written] or list(range(len(items)))
    paired = [none] * len(items)
    if not scores:
        return paired, True
    if len(scores) != len(coded):
        paired[coded[0]] = FoundScore(plain(cell).strip(), None)
        return paired, False
    for index, score in zip(coded, scores, strict=True):
        paired[index] = score
    return paired, True
