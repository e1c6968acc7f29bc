"""Which year a score of a sentence belongs to: the one named before it, behind it, or told in relation."""

from __future__ import annotations

import re

from reports.checks.score_words import Event, Score, Year

_BASE_BEFORE = re.compile(r"(?:จาก|กว่า|กับ)(?:เมื่อ|ใน|ของ|ผลการประเมิน|ผล|คะแนน)*$")
_BEHIND_SCORE = re.compile(r"(?:คะแนน)?\(?(?:ใน|ของ|เมื่อ|สำหรับ|ณ|ประจำ)?(?<!คะแนน)")


def scores_with_years(text: str, marks: list[Event]) -> list[Score]:
    """Give each score its year: the one named before it, or after it where the sentence puts years behind."""
    owners = _owners(text, marks)
    named = {
        event.what.year for event in marks if isinstance(event.what, Year) and event.what.year is not None
    }
    scores = []
    for index, event in enumerate(marks):
        if not isinstance(event.what, Score):
            continue
        owner = owners.get(index)
        year = owner.year if owner else None
        relative = owner.relative if owner else None
        becomes = owner is not None and owner.year is None and _relative_by_words(text, event) == 0
        if becomes:  # "จากเดิม ๙๓.๑๕ เป็น ๘๘.๔๐": the second is not of the year before
            year, relative = next(iter(named)) if len(named) == 1 else None, 0
        elif relative == -1 and len(named) == 1:
            year = next(iter(named)) - 1
        if owner is None:
            relative = _relative_by_words(text, event)
        elif year is not None and _is_base(text, marks, owner):
            relative = -1
        scores.append(Score(event.what.where, event.what.value, event.what.decimals, year, relative))
    return scores


def _owners(text: str, marks: list[Event]) -> dict[int, Year]:
    kinds = "".join("Y" if isinstance(event.what, Year) else "S" for event in marks)
    owners: dict[int, Year] = {}

    def own(score: int, year: int) -> None:
        what = marks[year].what
        assert isinstance(what, Year)
        owners[score] = what

    if (row := re.fullmatch(r"(Y{2,})(S{2,})", kinds)) and len(row[1]) == len(row[2]):  # … ตามลำดับ
        for position in range(len(row[1])):
            own(len(row[1]) + position, position)
        return owners
    explicit = "".join(_letter(event) for event in marks)
    behind = explicit.startswith("SY") and (explicit.endswith("Y") or _joined(text, marks, 0))
    used: set[int] = set()
    for index, kind in enumerate(kinds):
        if kind != "S":
            continue
        following = index + 1 if explicit[index + 1 : index + 2] == "Y" else None
        previous = kinds.rfind("Y", 0, index)
        free = previous < 0 or previous in used
        its_own = following is not None and (
            behind or kinds[following + 1 : following + 2] != "S" or _joined(text, marks, index)
        )
        if following is not None and its_own and (behind or free):
            own(index, following)
            used.add(following)
        elif previous >= 0 and not (behind and previous in used):
            own(index, previous)
            used.add(previous)
    return owners


def _is_base(text: str, marks: list[Event], owner: Year) -> bool:
    """Whether a year is the one compared with: "เพิ่มขึ้นจากปี ๒๕๖๗", "สูงกว่าปี ๒๕๖๗"."""
    return any(
        event.what is owner and _BASE_BEFORE.search(text[max(0, event.start - 40) : event.start])
        for event in marks
    )


def _joined(text: str, marks: list[Event], index: int) -> bool:
    """Whether the year after a mark is plainly the year of that mark: "๙๑.๒๐ คะแนนในปี ๒๕๖๗", "๙๑.๒๐ (๒๕๖๗)"."""
    return bool(_BEHIND_SCORE.fullmatch(text[marks[index].end : marks[index + 1].start]))


def _letter(event: Event) -> str:
    """S for a score, Y for a named year, r for a year told only in relation to another."""
    if isinstance(event.what, Year):
        return "r" if event.what.year is None else "Y"
    return "S"


def _relative_by_words(text: str, event: Event) -> int | None:
    """ "จาก ๙๒.๔๐ เป็น ๙๔.๐๑" tells before and after without naming years."""
    before = text[max(0, event.start - 16) : event.start]
    if re.search(r"จาก(?:เดิม)?(?:คะแนน)?[^0-9]{0,4}$", before):
        return -1
    if re.search(r"(?:เป็น|เหลือ)(?:คะแนน)?$", before):
        return 0
    return None


def order(first: Score, second: Score) -> int:
    """-1 when `first` is the earlier one, 1 when it is the later, 0 when nobody can tell."""
    if first.year is not None and second.year is not None:
        return (first.year > second.year) - (first.year < second.year)
    if first.relative is not None and second.relative is not None:
        return (first.relative > second.relative) - (first.relative < second.relative)
    if first.relative == -1 or second.relative == 0:
        return -1
    if second.relative == -1 or first.relative == 0:
        return 1
    return 0
