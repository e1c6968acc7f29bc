"""What a municipality wrote itself in a report, as letters that can be compared with another municipality's report.

Only the texts of measures and analyses count. Who copies a report changes its names, years and scores, numbers its
steps anew and breaks its lines elsewhere: all that is left out. Titles of issues and items and names of laws have to
be alike in every report and are blanked. What is left is compared in shingles, stretches of forty letters.

The sketch of a report are the smallest hashes of its shingles (MinHash with one hash function, Broder's bottom-k):
of two reports that share a part of their shingles, the sketches share about that part of their hashes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from heapq import nsmallest

from catalogue.frame import Frame
from ita_portal.thai.digits import to_arabic
from reports.checks.squeezed import Squeezed
from reports.checks.texts import Text, texts_of
from reports.document import Document, Municipality

SHINGLE = 40
"""Letters of a shingle; set phrases of the field ("ประกาศเจตนารมณ์นโยบายไม่รับของขวัญ") are shorter."""
PASSAGE = 80
"""Letters from which a shared stretch counts: a long turn of phrase may be anybody's."""
SKETCH = 64
"""Hashes of a sketch: of a share of thirty percent about nineteen are found again, hardly ever fewer than eight."""
LONG_TITLE = 24
"""Letters from which a title of the catalogue is blanked; shorter ones are words of everyday."""

_BLANK = "\0"
_FIELDS = frozenset({"title", "procedure", "output", "outcome", "suggestion", "follow_up"})
_REMARKS = frozenset({"remark", "item_remark"})

_NO_LETTERS = "[^ก-ฺเ-๎A-Za-z]+"
_LAW = (
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พระราชกฤษฎีกา|ระเบียบ(?:กระทรวง|คณะกรรมการ|สำนักนายก)|กฎกระทรวง|รัฐธรรมนูญ)"
    r"[^\n]{0,160}?(?:พ\.ศ\.|[0-9]{4})"
)
_KIND = r"(?:องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)?|เทศมนตรี|อบ[ตจ]\.?|ท[ตมน]\.)"
_SHORT_NAME = 4


@dataclass(frozen=True, eq=False)
class OwnText:
    """One text and its letters; `at` are the pieces that were kept: where each begins in the letters, and where in the
    squeezed text."""

    text: Text
    letters: str
    source: Squeezed
    at: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that a range of its letters stands for."""
        return self.source.span(self._squeezed(start), self._squeezed(end - 1) + 1)

    def _squeezed(self, index: int) -> int:
        kept, begins = self.at[bisect_right(self.at, (index, len(self.source.squeezed))) - 1]
        return begins + index - kept


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters `start:end` of text number `text` that another report has too."""

    text: int
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, eq=False)
class OwnWords:
    """All that a report says in its own words."""

    texts: tuple[OwnText, ...]

    @cached_property
    def count(self) -> int:
        """How many letters they have."""
        return sum(len(each.letters) - each.letters.count(_BLANK) for each in self.texts)

    @cached_property
    def shingles(self) -> frozenset[str]:
        found = {gram for each in self.texts for gram in _shingles(each.letters)}
        return frozenset(gram for gram in found if _BLANK not in gram)

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """The smallest hashes in ascending order, 63 bits each; the same in every process and on every machine."""
        return tuple(nsmallest(SKETCH, {_hash(gram) for gram in self.shingles}))

    def shared_with(self, shingles: Collection[str]) -> list[Stretch]:
        """The stretches whose every shingle is among these, in the order of the document."""
        return [
            Stretch(number, start, end)
            for number, each in enumerate(self.texts)
            for start, end in _stretches(each.letters, shingles)
        ]


def own_words(document: Document, frames: Mapping[int, Frame]) -> OwnWords:
    """What a report says in its own words, whatever its state."""
    left_out = _left_out(document.municipality)
    texts = [_letters(text, left_out) for text in texts_of(document) if _counts(text)]
    joined = "\n".join(each.letters for each in texts)
    for title in _titles(tuple(frames.values())):
        if title in joined:
            joined = joined.replace(title, _BLANK * len(title))
    blanked = joined.split("\n") if texts else []
    return OwnWords(
        tuple(
            OwnText(each.text, letters, each.source, each.at)
            for each, letters in zip(texts, blanked, strict=True)
            if letters
        )
    )


def _counts(text: Text) -> bool:
    field = text.where.field or ""
    if text.where.measure is not None:
        return bool(text.text) and (field in _FIELDS or field.startswith("extra:"))
    return bool(text.text) and field in _REMARKS


def _letters(text: Text, left_out: re.Pattern[str]) -> OwnText:
    source = Squeezed(text.text)
    pieces: list[str] = []
    at: list[tuple[int, int]] = []
    length = begins = 0
    squeezed = source.squeezed
    for match in left_out.finditer(squeezed):
        if match.start() > begins:
            at.append((length, begins))
            pieces.append(squeezed[begins : match.start()])
            length += match.start() - begins
        if match.lastgroup == "law":
            at.append((length, match.start()))
            pieces.append(_BLANK)
            length += 1
        begins = match.end()
    if begins < len(squeezed):
        at.append((length, begins))
        pieces.append(squeezed[begins:])
    return OwnText(text, "".join(pieces).lower(), source, tuple(at))


@lru_cache(maxsize=256)
def _left_out(place: Municipality) -> re.Pattern[str]:
    """Everything that differs between two copies of one text."""
    name, district, province = (
        re.escape(_bare(each)) for each in (place.name, place.district, place.province)
    )
    own = f"(?:{name})?" if name else ""
    parts = [f"(?P<law>{_LAW})", f"{_KIND}{own}"]
    if len(_bare(place.name)) >= _SHORT_NAME:
        parts.append(name)
    areas = "|".join(each for each in (district, province, name) if each)
    if areas:
        parts.append(rf"(?:ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.)(?:{areas})")
    return re.compile("|".join([*parts, _NO_LETTERS]))


@lru_cache(maxsize=8)
def _titles(frames: tuple[Frame, ...]) -> tuple[str, ...]:
    """Titles of items and issues as letters, the longest first."""
    texts = {
        *(name for frame in frames for item in frame.items for name in (item.title, *item.aliases)),
        *(name for frame in frames for issue in frame.issues for name in (issue.title, *issue.aliases)),
    }
    left_out = _left_out(Municipality())
    bare = {left_out.sub("", _bare(each)).lower() for each in texts}
    return tuple(
        sorted((each for each in bare if len(each) >= LONG_TITLE), key=lambda each: (-len(each), each))
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", to_arabic(text))


def _shingles(letters: str) -> Iterator[str]:
    for start in range(len(letters) - SHINGLE + 1):
        yield letters[start : start + SHINGLE]


def _stretches(letters: str, shingles: Collection[str]) -> Iterator[tuple[int, int]]:
    begins: int | None = None
    for start, gram in enumerate(_shingles(letters)):
        if gram in shingles:
            begins = start if begins is None else begins
        elif begins is not None:
            yield from _long_enough(begins, start - 1 + SHINGLE)
            begins = None
    if begins is not None:
        yield from _long_enough(begins, len(letters))


def _long_enough(start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start >= PASSAGE:
        yield start, end


def _hash(gram: str) -> int:
    return int.from_bytes(blake2b(gram.encode(), digest_size=8).digest(), "big") >> 1
