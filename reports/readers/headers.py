"""Header rows recognised by meaning: which table stands below, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ita_portal.thai.celltext import count_items
from ita_portal.thai.dates import MONTH_NAMES
from ita_portal.thai.periods import parse_period
from reports.readers.folding import fold, likeness, visible
from reports.readers.grid import Row
from reports.readers.vocabulary import ANYWHERE, ENDS, EXACT, FILLERS, KINDS, OTHER

LONGEST_HEADING = 160
_TYPO = 0.8
_COVERED = 0.6
_SURE = 1.5
_YEAR = re.compile(r"25[5-9][0-9]")
_ONLY_YEAR = re.compile(
    r"(?:ผล)?(?:การประเมิน)?(?:คะแนน)?(?:ita)?(?:ประจา)?(?:ปี)?(?:งบประมาณ)?(?:พศ)?(25[5-9][0-9])"
)
_MONTHS = "|".join({fold(name) for name in MONTH_NAMES})
_PART_OF_YEAR = re.compile(rf"(?:ไตรมาส(?:ที)?[1-4]|{_MONTHS})\Z")
_ORDINAL = re.compile(r"\(?([0-9]{1,2})\)?")

_PHRASES = (FILLERS, OTHER, *(phrases for fields in KINDS.values() for phrases in fields.values()))
_WORDS = sorted({fold(word) for words in _PHRASES for word in words}, key=len, reverse=True)
_LEXICON = re.compile("|".join(map(re.escape, _WORDS)) + "|25[5-9][0-9]|(?<![0-9])[0-9]{1,2}(?![0-9])")
_OTHER = tuple(fold(phrase) for phrase in OTHER)
_NUMBERED_ISSUE = re.compile(r"ประเดน(?:ที|การประเมินที)?[0-9]")


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header. `fields` has one entry per column: a field, or `extra` for a column of its own.

    `texts` are the headings as written. `year` is the year that the score column names. `kind` as in
    `vocabulary.KINDS`. `doubtful` are columns whose heading is not known at all, `twice` those that look like
    a field that another column has.
    """

    kind: str
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    lines: tuple[int, ...]
    year: int | None = None
    doubtful: tuple[int, ...] = ()
    twice: tuple[tuple[int, str], ...] = ()

    @property
    def width(self) -> int:
        return len(self.fields)

    def position(self, field: str) -> int | None:
        return self.fields.index(field) if field in self.fields else None

    def says_the_same(self, other: Header | None) -> bool:
        """Whether two headers are word for word the same; white space does not count."""
        return other is not None and [text.split() for text in self.texts] == [
            text.split() for text in other.texts
        ]


def find_header(
    row: Row, next_rows: Sequence[Row], is_issue: Callable[[str], bool]
) -> tuple[Header, int] | None:
    """The header that begins in this row and how many rows it takes, or None.

    `next_rows` are the rows below in the same physical table; `is_issue` tells whether a text is an issue's
    heading, which is never part of a header.
    """
    header = _recognise(row.cells, (row.line,))
    taken = 1
    if next_rows and len(row.filled) > 1 and _second_row(row, next_rows[0], is_issue):
        texts = _merge(row.cells, next_rows[0].cells)
        own = _spanned(row.cells, next_rows[0].cells)
        both = _recognise(texts, (row.line, next_rows[0].line), own)
        if both is not None and _is_better(both, header, row, next_rows[0]):
            header, taken = both, 2
    if header is not None and len(next_rows) >= taken and _is_column_numbers(next_rows[taken - 1]):
        header, taken = _with_numbers(header, next_rows[taken - 1]), taken + 1
    return (header, taken) if header is not None else None


def _known(header: Header) -> int:
    return sum(field != "extra" for field in header.fields)


# --- one row -------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _recognise(cells: tuple[str, ...], lines: tuple[int, ...], own: tuple[str, ...] = ()) -> Header | None:
    """The header that cells are; `own` has what stands below a heading merged over several columns."""
    if sum(bool(cell.strip()) for cell in cells) < 2 or max(map(len, cells)) > 2 * LONGEST_HEADING:
        return None
    if any(count_items(cell) > 1 for cell in cells):  # steps or outcomes; a heading is no list
        return None
    shown = [visible(cell) for cell in cells]
    filled = [text for text in shown if text]
    if not filled or any(_NUMBERED_ISSUE.match(fold(text)) for text in filled):
        return None
    like_headings = [text for text in filled if _coverage(fold(text)) >= _COVERED]
    if len(like_headings) < 2 or len(like_headings) * 2 < len(filled) or any(map(_is_content, filled)):
        return None
    best: Header | None = None
    for kind in KINDS:
        found = _columns(kind, shown, own or ("",) * len(shown))
        sure = {
            match[0]
            for match in (_match(kind, fold(text)) for text in like_headings)
            if match and match[1] >= _SURE
        }
        if len(sure) >= 2 and _fits(kind, found.fields) and (best is None or _known(found) > _known(best)):
            best = found
    if best is None:
        return None
    return Header(best.kind, best.fields, cells, lines, best.year, best.doubtful, best.twice)


def _is_content(text: str) -> bool:
    """A number, a dash, a date or a range of months: what tables hold, not what they are headed with."""
    folded = fold(text)
    if not folded:
        return True
    if folded.isdigit():
        return not _YEAR.fullmatch(folded)
    if len(text) > 60 or not folded[-1].isdigit():
        return False
    period = parse_period(text)
    return period.style == "dates" or (
        period.style == "months" and period.start != period.end and "-" in text
    )


def _fits(kind: str, fields: tuple[str, ...]) -> bool:
    has = set(fields).__contains__
    if kind == "measures":
        content = [f for f in fields if f not in ("number", "issue", "extra", "second")]
        return len(content) >= 2 and (has("title") or has("procedure") or has("output") or has("issue"))
    if kind == "analysis":
        about = has("items") or has("code") or has("instrument") or has("issue")
        return about and (
            (has("remark") and (has("score") or has("items") or has("instrument") or has("issue")))
            or (has("items") and has("score"))
        )
    if kind == "indicators":
        return has("score") and (has("name") or (has("no") and has("level")))
    if kind == "instruments":
        return has("instrument") and has("score")
    return has("year") and has("score")


def _columns(kind: str, shown: Sequence[str], own: Sequence[str]) -> Header:
    """Assign a field to every column, each field once; the better match wins, the loser gets its own column."""
    folded = [fold(text) for text in shown]
    matches = [
        below if (below := _match(kind, fold(visible(part)))) and below[1] >= _SURE else _match(kind, text)
        for text, part in zip(folded, own, strict=True)
    ]
    fields = ["extra"] * len(shown)
    twice: list[tuple[int, str]] = []
    scores = [index for index, match in enumerate(matches) if match and match[0] == "score"]
    quarters = _quarter_columns(folded, matches)
    year = _place_scores(kind, scores, folded, fields)
    sure = [match[1] if match else 0.0 for match in matches]
    for index in sorted(range(len(shown)), key=lambda at: -sure[at]):
        match = matches[index]
        if match is None or match[0] == "score" or index in quarters:
            continue
        field = match[0]
        if field in fields:
            field = _second_choice(kind, field, folded[index], fields)
            if field == "extra" and not (match[0] == "period" and ENDS.search(shown[index])):
                twice.append((index, match[0]))
        fields[index] = field
    doubtful = tuple(
        index
        for index, text in enumerate(folded)
        if fields[index] == "extra"
        and matches[index] is None
        and text
        and not text.startswith(_OTHER)
        and index not in quarters
    )
    return Header(kind, tuple(fields), tuple(shown), (), year, doubtful, tuple(twice))


def _quarter_columns(folded: list[str], matches: Sequence[tuple[str, float] | None]) -> set[int]:
    """Columns for single quarters or months, ticked where something is done: each stays a column of its own."""
    found = {
        index
        for index, match in enumerate(matches)
        if (match is None or match[0] == "period") and _PART_OF_YEAR.search(folded[index])
    }
    return found if len(found) > 1 else set()


def _second_choice(kind: str, field: str, text: str, fields: list[str]) -> str:
    if (
        kind == "measures"
        and field == "title"
        and "procedure" not in fields
        and not text.startswith(fold("โครงการ"))
    ):
        return "procedure"
    if kind == "analysis" and field == "items" and "issue" not in fields and text.startswith(fold("ประเด็น")):
        return "issue"
    return "extra"


def _place_scores(kind: str, columns: list[int], folded: list[str], fields: list[str]) -> int | None:
    """Of several score columns the latest year is the score and the year before it `before`."""
    if not columns:
        return None
    years = {index: _year_of(folded[index]) for index in columns}
    ranked = sorted(columns, key=lambda index: (years[index] or 0, index), reverse=any(years.values()))
    if (
        len(ranked) > 1
        and not any(years.values())
        and any("กอน" in folded[index] or "เดม" in folded[index] for index in ranked)
    ):
        ranked.sort(key=lambda index: "กอน" in folded[index] or "เดม" in folded[index])
    fields[ranked[0]] = "score"
    if len(ranked) > 1:
        fields[ranked[1]] = "before"
    return years[ranked[0]]


def _year_of(text: str) -> int | None:
    years = _YEAR.findall(text)
    return max(map(int, years)) if years else None


@lru_cache(maxsize=20_000)
def _match(kind: str, text: str) -> tuple[str, float] | None:
    """The field that a folded heading names, with how sure that is: 3 the whole heading, 2 its beginning, 1 inside."""
    if not text or len(text) > LONGEST_HEADING:
        return None
    if kind != "measures" and _ONLY_YEAR.fullmatch(text):
        return "score", 2.0
    whole = _whole_match(kind, text)
    if whole:
        return whole, 3.0
    other = max((len(phrase) for phrase in _OTHER if text.startswith(phrase)), default=0)
    anywhere = [
        (text.find(fold(word)), field) for field, words in ANYWHERE.get(kind, {}).items() for word in words
    ]
    placed = [found for found in anywhere if found[0] >= 0]
    if placed and not other:
        return min(placed)[1], 2.5
    best: tuple[int, int, str] | None = None
    for field, phrases in KINDS[kind].items():
        if field in EXACT:
            continue
        for phrase in map(fold, phrases):
            at = text.find(phrase)
            if at >= 0 and (best is None or (at, -len(phrase)) < best[:2]):
                best = (at, -len(phrase), field)
    if best is not None and best[0] == 0 and -best[1] >= other:
        return best[2], 2.0
    if other:
        return None
    return _typo(kind, text) or ((best[2], 1.0) if best is not None else None)


def _whole_match(kind: str, text: str) -> str | None:
    bare = re.sub(r"25[5-9][0-9]\Z", "", text)
    for field, phrases in KINDS[kind].items():
        if any(fold(phrase) in (text, bare) for phrase in phrases):
            return field
    return None


def _typo(kind: str, text: str) -> tuple[str, float] | None:
    """A field whose phrase the heading, or its beginning, nearly spells."""
    best = ("", _TYPO)
    for field, phrases in KINDS[kind].items():
        if field in EXACT:
            continue
        for phrase in map(fold, phrases):
            if len(phrase) < 5:
                continue
            alike = max(likeness(text[: len(phrase) + grow], phrase) for grow in (-1, 0, 1))
            if alike > best[1]:
                best = (field, alike)
    return (best[0], _SURE) if best[0] else None


@lru_cache(maxsize=20_000)
def _coverage(text: str) -> float:
    """How much of a folded text is made of the words headings are made of, 0 to 1."""
    if not text or len(text) > LONGEST_HEADING:
        return 0.0
    return sum(len(word) for word in _LEXICON.findall(text)) / len(text)


# --- two rows ------------------------------------------------------------------------------------------


def _second_row(upper: Row, lower: Row, is_issue: Callable[[str], bool]) -> bool:
    """Whether the lower row may be the second row of a header: short, and made of the words of headings."""
    if lower.gap or abs(len(lower.cells) - len(upper.cells)) > 1 or not lower.filled:
        return False
    if is_issue(" ".join(visible(lower.cells[index]) for index in lower.filled[:2])):
        return False
    if tuple(map(fold, upper.cells)) == tuple(map(fold, lower.cells)):
        return False
    above = [fold(visible(upper.cells[index])) for index in upper.filled]
    if not all(len(text) <= LONGEST_HEADING and _coverage(text) >= _COVERED / 2 for text in above):
        return False
    merged = _merge(upper.cells, lower.cells)
    for index in lower.filled:
        own, whole = fold(visible(lower.cells[index])), fold(visible(merged[index]))
        if len(own) > 60 or (own.isdigit() and not _YEAR.fullmatch(own)):
            return False
        if max(_coverage(own), _coverage(whole)) < _COVERED:
            return False
    return True


def _is_better(both: Header, alone: Header | None, upper: Row, lower: Row) -> bool:
    """Two rows are one header when the second fills gaps of the first, repeats merged cells, or explains more."""
    if alone is None and _recognise(lower.cells, (lower.line,)) is not None:
        return False
    if alone is None or _known(both) > _known(alone):
        return True
    above = [cell.strip() for cell in upper.cells] + [""]
    under_gaps = any(not above[min(index, len(above) - 1)] for index in lower.filled)
    repeats = any(
        index < len(upper.cells) and fold(above[index]) == fold(lower.cells[index]) for index in lower.filled
    )
    # Quarters below "period" are columns of their own: one field fewer.
    return (_known(both) >= _known(alone) - 1 and under_gaps) or (_known(both) == _known(alone) and repeats)


def _merge(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The heading per column: a blank upper cell belongs to the merged one on its left."""
    merged = []
    inherited = ""
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if index < len(lower) else ""
        if above.strip():
            inherited = above
        elif below.strip():
            above = inherited
        if fold(above) == fold(below):
            below = ""
        merged.append("\n".join(part for part in (above, below) if part.strip()))
    return tuple(merged)


def _spanned(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The lower cells below a heading that was merged over several columns, "" elsewhere."""
    width = max(len(upper), len(lower))
    above = [cell.strip() for cell in upper] + [""] * (width + 1 - len(upper))
    below = [cell.strip() for cell in lower] + [""] * (width + 1 - len(lower))
    above[width] = "."
    return tuple(
        below[at] if below[at] and (not above[at] or (not above[at + 1] and below[at + 1])) else ""
        for at in range(width)
    )


def _is_column_numbers(row: Row) -> bool:
    """(๑) (๒) (๓) …: the row below a header that numbers its columns."""
    numbers = [_ORDINAL.fullmatch(fold(visible(cell))) for cell in row.cells if cell.strip()]
    if len(numbers) < 3 or not all(numbers):
        return False
    values = [int(match[1]) for match in numbers if match]
    return values == list(range(1, len(values) + 1))


def _with_numbers(header: Header, row: Row) -> Header:
    texts = tuple(
        f"{text}\n{row.cells[index]}" if index < len(row.cells) and row.cells[index].strip() else text
        for index, text in enumerate(header.texts)
    )
    return Header(
        header.kind,
        header.fields,
        texts,
        (*header.lines, row.line),
        header.year,
        header.doubtful,
        header.twice,
    )
