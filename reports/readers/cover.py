"""The front matter: which report this is, of whom and for which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ita_portal.thai.celltext import plain
from ita_portal.thai.dates import full_year
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.periods import parse_period
from reports.document import Block, Kind, Municipality, Span
from reports.readers.folding import fold

LONGEST_TITLE = 400
_SHORT = 120
"""A line on a cover is no longer; a paragraph of the introduction is."""
_TITLE_WITHIN = 25
"""A title stands within the first lines."""
_RESULTS = (
    "รายงานผล",
    "สรุปผลการดาเนิน",
    "ผลการดาเนินการตามมาตรการ",
    "ผลการดาเนินงานตามมาตรการ",
    "รายงานการดาเนิน",
    "สรุปรายงานผล",
    "สรุปผลตามมาตรการ",
)
_ANALYSIS = (
    "รายงานผลการวิเคราะห", "รายงานผลวิเคราะห", "การวิเคราะห", "ผลการวิเคราะห", "วิเคราะหผล",
    "นาผลการประเมิน", "นาผลการวิเคราะห", "รายงานการวิเคราะห",
    "รายงานวิเคราะห", "การกาหนดวิธีการนา",
)  # fmt: skip
_PLAN = (
    "มาตรการส่งเสริมคุณธรรม",
    "มาตรการส่งเสริมความโปร่งใส",
    "มาตรการเพือส่งเสริม",
    "แผนส่งเสริมคุณธรรม",
    "มาตรการภายใน",
    "แผนปฏิบัติการส่งเสริม",
)
_NARRATIVE = re.compile(
    r"\s*(?:[0-9๐-๙.]+\s*)?(?:ตามที่|ตามหนังสือ|ด้วย|บัดนี้|เนื่องจาก|เนื่องด้วย|เพื่อ|โดย|ทั้งนี้|อาศัย|พร้อมนี้|ในการนี้|จึง)"
)
"""How a sentence begins that only speaks of a report."""
_SUBJECT = re.compile(r"\s*เรื่อง\s*:?\s")
_GOES_ON = re.compile(
    r"\s*[(“\"]?(?:ประจำ|ปีงบประมาณ|ปี\s*พ|พ\.\s*ศ|ภายใน|ของ|รอบ|ตาม|ใน|และ|เพื่อ|\(|ไปสู่|สู่|ความโปร่งใส|คุณธรรม|หน่วยงาน|ด้าน|ระดับ|ตั้งแต่)"
)
_YEAR = re.compile(
    r"(?P<words>(?:ประจำ)?ปีงบประมาณ(?:\s*พ\.?\s*ศ\.?)?|(?:ประจำ)?ปี(?:\s*พ\.?\s*ศ\.?)?|พ\.?\s*ศ\.?)\s*"
    r"(?P<year>25[5-9][0-9]|[6-9][0-9](?![0-9.]))(?![0-9])"
)
_ANY_YEAR = re.compile(r"(?<![0-9])25[5-9][0-9](?![0-9])")
_COVERS = re.compile(
    r"(?:ตั้งแต่|ระหว่าง)(?:วันที่|เดือน|วัน)?.{4,80}?25[5-9][0-9].{0,12}?(?:ถึง|-|–).{4,40}?25[5-9][0-9]", re.DOTALL
)
_ROUND = re.compile(r"รอบ\s*\(?(?:ระยะเวลา\s*)?(6|12)\s*เดือน\s*(แรก|หลัง)?")

_S = r"[ \u00a0]*"
_KINDS: tuple[tuple[str, str], ...] = (
    (rf"เทศบาล{_S}นคร|ทน\.", "city"),
    (rf"เทศบาล{_S}เมือง|ทม\.", "town"),
    (rf"เทศบาล{_S}ตำบล|ทต\.", "subdistrict"),
    (rf"องค์การ{_S}บริหาร{_S}ส่วน{_S}ตำบล|อบต\.?(?![ก-ฮ]\.)", "sao"),
    (rf"องค์การ{_S}บริหาร{_S}ส่วน{_S}จังหวัด|อบจ\.?(?![ก-ฮ]\.)", "pao"),
)
_NAME = r"(?P<name>[ก-ฮเแโใไ][ก-ฮะ-ฺเ-๎]+)"
_WHO = tuple((re.compile(rf"(?:{words}){_S}{_NAME}"), kind) for words, kind in _KINDS)
_SPECIAL = re.compile(r"(?P<name>เมืองพัทยา|กรุงเทพมหานคร)")
_DISTRICT = re.compile(rf"(?:อำเภอ|อาเภอ|(?<![ก-ฮ.])อ\.){_S}{_NAME}")
_PROVINCE = re.compile(rf"(?:จังหวัด|(?<![ก-ฮ.])จ\.){_S}{_NAME}")
# Words that follow a name without a space in real texts: the name ends before them.
_AFTER_NAME = re.compile(
    r"(?:อำเภอ|อาเภอ|จังหวัด|ประจำ|ปีงบ|ได้|มี(?=การ|ผล|ความ)|ขอ(?!น)|เรื่อง|โดย(?!$)|เป็น|จึง|จะ(?=ดำเนิน|ได้)|ดำเนินการ|ตาม(?=มาตรการ|แผน)|ครั้ง"
    r"|รายงาน|ผลการ|ผ่าน|พ\.ศ|เพื่อ|ซึ่ง|และ|ที่(?=ได้|มี|เป็น)|ว่าด้วย|ภายใน|ให้|ใน(?=ปี|การ|รอบ)|ต้อง|เห็น|ประเมิน|คะแนน|ทราบ)"
)
_NOT_A_NAME = frozenset({"ประจำ", "เรื่อง", "ได้", "ที่", "ว่าด้วย", "ของ", "และ", "ใน", "ที่ดี"})


NOBODY = Municipality()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the front matter says; None and "" where it says nothing.

    `strong`: the title leaves no doubt of the kind. `years` are all years of the title, in order, `fiscal_years`
    those it calls ปีงบประมาณ. `taken` are the positions of the blocks that are the title.
    """

    title: str = ""
    kind: Kind | None = None
    strong: bool = False
    years: tuple[int, ...] = ()
    fiscal_years: tuple[int, ...] = ()
    municipality: Municipality = NOBODY
    covers: Span | None = None
    taken: tuple[int, ...] = ()
    repeated: bool = False
    line: int | None = None


def read_cover(front: Sequence[Block], everything: Sequence[Block]) -> Cover:
    """Read the blocks before the first table; `everything` helps where they do not name the municipality."""
    texts = [plain(block.text) for block in front]
    taken = _title_lines(front, texts)
    title = " ".join(" ".join(texts[at].split()) for at in taken)
    kind, strong = kind_of(title)
    municipality = find_municipality(texts)
    if not municipality.name:
        municipality = find_municipality([plain(block.text) for block in everything])
    first = fold(texts[taken[0]]) if taken else ""
    return Cover(
        title,
        kind,
        strong,
        _years(title) or _first_years(texts[:8]),
        _years(title, "งบประมาณ"),
        municipality,
        _covers(texts),
        taken,
        repeated=bool(taken) and any(fold(text) == first for text in texts[taken[-1] + 1 :]),
        line=front[taken[0]].line if taken else None,
    )


def kind_of(title: str) -> tuple[Kind | None, bool]:
    """Which report a title announces and whether that is sure; the word that stands first decides."""
    folded = fold(title)
    found: list[tuple[int, int, Kind, bool]] = []
    kinds: tuple[tuple[tuple[str, ...], Kind, bool], ...] = (
        (_ANALYSIS, "analysis", True), (_RESULTS, "results", True), (_PLAN, "analysis", False),
    )  # fmt: skip
    for words, kind, strong in kinds:
        for word in words:
            at = folded.find(fold(word))
            if at >= 0:
                found.append((at, -len(word), kind, strong))
    if not found:
        return None, False
    _, _, kind, strong = min(found)
    return kind, strong


def _title_lines(front: Sequence[Block], texts: Sequence[str]) -> tuple[int, ...]:
    """The line that says what the report is, and the lines that go on with it; a memo's subject only if alone."""
    subject: tuple[int, ...] = ()
    for at, text in enumerate(texts[:_TITLE_WITHIN]):
        if front[at].kind == "table" or len(text) > LONGEST_TITLE or kind_of(text)[0] is None:
            continue
        if _NARRATIVE.match(text):
            continue
        if _SUBJECT.match(text):
            subject = subject or (at,)
            continue
        taken = [at]
        while (
            taken[-1] + 1 < len(texts)
            and len(taken) < 6
            and front[taken[-1] + 1].kind != "table"
            and (front[taken[-1] + 1].line or 0) - (front[taken[-1]].line or 0) <= 1
            and len(texts[taken[-1] + 1]) <= 200
            and _GOES_ON.match(texts[taken[-1] + 1])
        ):
            taken.append(taken[-1] + 1)
        return tuple(taken)
    return subject


def _years(title: str, called: str = "") -> tuple[int, ...]:
    """The years that a text names, in order, each once; `called` is a word that must stand before them."""
    arabic = to_arabic(title)
    found = [full_year(match["year"]) for match in _YEAR.finditer(arabic) if called in match["words"]]
    if not found and not called:
        found = [int(year) for year in _ANY_YEAR.findall(arabic)]
    return tuple(dict.fromkeys(found))


def _first_years(texts: Sequence[str]) -> tuple[int, ...]:
    """The years of the first line that is headed with one; else all years that the lines name."""
    lines = (_years(text) for text in texts if len(text) <= _SHORT)
    return next((years for years in lines if years), ()) or _years(" ".join(texts))


def _covers(texts: Sequence[str]) -> Span | None:
    text = "\n".join(texts)[:20_000]
    if match := _COVERS.search(to_arabic(text)):
        found = parse_period(" ".join(match[0].split()))
        if found.start and found.end:
            return Span(found.start, found.end)
    return None


def round_of(title: str, year: int) -> Span | None:
    """The half of a fiscal year that a title names (รอบ ๖ เดือน), None for the whole year."""
    match = _ROUND.search(to_arabic(title))
    if match is None or match[1] == "12":
        return None
    common = year - 543
    if match[2] == "หลัง":
        return Span(date(common, 4, 1), date(common, 9, 30))
    return Span(date(common - 1, 10, 1), date(common, 3, 31))


def find_municipality(texts: Sequence[str]) -> Municipality:
    """Who reports: the municipality named most often, with the district and province nearest to its name."""
    text = "\n".join(texts)[:50_000]
    seen: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], int] = {}
    for pattern, kind in _WHO:
        for match in pattern.finditer(text):
            name = _name(match["name"])
            if name:
                seen[kind, name] += 1
                places.setdefault((kind, name), match.start())
    for match in _SPECIAL.finditer(text):
        if not seen:
            seen["special", match["name"]] += 1
            places.setdefault(("special", match["name"]), match.start())
    if not seen:
        return Municipality()
    _merge_longer(seen)
    (kind, name), _ = min(seen.items(), key=lambda each: (-each[1], places[each[0]]))
    start = places[kind, name]
    district, province = _near(_DISTRICT, text, start), _near(_PROVINCE, text, start)
    return Municipality(
        name=name, kind=kind, district=district, province=province or (name if kind == "pao" else "")
    )


def _name(written: str) -> str:
    cut = _AFTER_NAME.search(written, 2)
    name = written[: cut.start()] if cut else written
    return "" if name in _NOT_A_NAME or len(name) < 2 or _AFTER_NAME.match(name) else name


def _merge_longer(seen: Counter[tuple[str, str]]) -> None:
    """A name with a verb stuck to it counts for the name."""
    for kind, name in list(seen):
        for other_kind, other in list(seen):
            longer = other != name and other.startswith(name) and other_kind == kind
            if longer and seen[kind, name] > seen[other_kind, other]:
                seen[kind, name] += seen.pop((other_kind, other))


def _near(pattern: re.Pattern[str], text: str, start: int) -> str:
    after = pattern.search(text, start, start + 400) or pattern.search(text)
    return _name(after["name"]) if after else ""
