"""text-repeated: a passage, a row, or a word stands twice in one document.

A passage counts from 60 letters on, not counting what has to be the same everywhere: names of laws, titles of issues
and items, the name of the municipality, who is responsible, when, and how it is followed up. A result that only
repeats the step it belongs to is another mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from catalogue.frame import Frame
from ita_portal.thai.digits import to_arabic
from reports.checks.context import Context, measure_place, shortened
from reports.checks.doubled import doubled_words
from reports.checks.finding import QUOTE_LIMIT, Finding, Severity, Where
from reports.checks.passages import SHORTEST, Passage, joined, repeated, shared
from reports.checks.registry import check
from reports.checks.squeezed import Squeezed, squeeze
from reports.checks.texts import Text
from reports.document import Document

CODE = "text-repeated"
PASSAGE_FIELDS = frozenset(
    {"title", "procedure", "output", "outcome", "suggestion", "remark", "item_remark", "before", "after", "intro",
     "analysis_before", "sections_before", "result.before"}
)  # fmt: skip
STEPS = frozenset({"title", "procedure"})
LONG_STEP = 100
"""Steps of different measures may end alike ("เผยแพร่บนเว็บไซต์…"): below this length that is only told."""
_BEGINNING = re.compile(r"^[\s0-9๐-๙().,/-]+")
ROW = 0.8
"""Share of a measure's texts that another one has too, from which the whole row is a copy."""

_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พระราชกฤษฎีกา|ระเบียบ|ประกาศ|ข้อบังคับ|กฎกระทรวง|คำสั่ง|มติ|หลักเกณฑ์)"
    r"[^\n]{0,160}?(?:พ\.ศ\.|[0-9]{4})"
)


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Text stands twice"),
    finds=gettext_noop(
        "A passage of sixty letters or more that stands at two places of the document, a measure that is a copy of "
        "another, a word or phrase said twice in a row. Names of laws and official titles do not count."
    ),
    example="“ป้องกันการทุจริตการทุจริตและประพฤติมิชอบ”; ผลลัพธ์ของสองมาตรการเหมือนกันทุกคำ",
    fix=gettext_noop("Write what is true of this place, or take the second copy away."),
)
def text_repeated(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.wordings:
        if text.where.field in ("evidence", "responsible", "period"):
            continue
        for each in doubled_words(text.text):
            where = text.at(each.start, each.end)
            message = gettext("The same words stand twice in a row: “%(quote)s”.") % {"quote": where.quote}
            fix = gettext("Write “%(right)s” once.") % {"right": each.once}
            yield Finding(CODE, "warning", message, fix, where, each.once)
    yield from _passages(document, context)


def _passages(document: Document, context: Context) -> Iterator[Finding]:
    texts = [text for text in context.texts if _counts(text)]
    sources = [squeeze(text.text) for text in texts]
    official = _official(context)
    passages = [
        each
        for each in joined(repeated(sources))
        if _own_letters(shared(sources, each), official) >= SHORTEST
    ]
    copies = _copied_rows(texts, sources, passages)
    for (number, position), first in copies.items():
        yield _row(document, number, position, first)
    told: dict[tuple[int, int], int] = {}
    findings: list[tuple[Passage, int]] = []
    for each in passages:
        if _row_of(texts[each.text]) in copies:
            continue
        key = _known_place(told, each)
        if key is None:
            told[(each.first, each.first_start)] = len(findings)
            findings.append((each, 2))
        else:
            passage, count = findings[key]
            findings[key] = (passage, count + 1)
    for passage, count in findings:
        severity = _severity(texts[passage.first], texts[passage.text], passage)
        if severity:
            yield _found(texts, sources, passage, count, severity)


def _counts(text: Text) -> bool:
    where = text.where
    return where.field in PASSAGE_FIELDS and (where.field != "title" or where.measure is not None)


def _known_place(told: dict[tuple[int, int], int], passage: Passage) -> int | None:
    """The finding about the same first place, when there is one."""
    return next(
        (
            number
            for (first, start), number in told.items()
            if first == passage.first and abs(start - passage.first_start) < SHORTEST
        ),
        None,
    )


def _severity(first: Text, second: Text, passage: Passage) -> Severity | None:
    fields = {first.where.field, second.where.field}
    same_row = _row_of(first) is not None and _row_of(first) == _row_of(second)
    if same_row and fields != {first.where.field}:
        return None if "outcome" in fields else "info"
    if "remark" in fields and fields & STEPS:
        return "info"  # a plan does what the analysis recommends
    if fields <= STEPS and passage.length < LONG_STEP and not same_row:
        return "info"
    return "warning"


def _found(
    texts: Sequence[Text], sources: Sequence[Squeezed], passage: Passage, count: int, severity: Severity
) -> Finding:
    text = texts[passage.text]
    start, end = sources[passage.text].span(passage.start, passage.start + passage.length)
    start += len(text.text[start:end]) - len(_BEGINNING.sub("", text.text[start:end]))
    where = text.at(start, min(end, start + QUOTE_LIMIT))
    values = {
        "letters": passage.length,
        "count": count,
        "first": _name(texts[passage.first].where),
        "text": shortened(text.text[start:end], 50),
    }
    if count > 2:
        message = gettext("%(letters)s letters stand at %(count)s places, first in %(first)s: “%(text)s”.")
    else:
        message = gettext("%(letters)s letters are the same word for word as in %(first)s: “%(text)s”.")
    fix = gettext("Write what is true of this place, or take the second copy away.")
    return Finding(CODE, severity, message % values, fix, where)


def _name(where: Where) -> str:
    """What a reader calls a place."""
    values = {"issue": where.issue, "measure": where.measure, "section": where.section}
    if where.measure is not None and where.issue is not None:
        return gettext("issue %(issue)s, measure %(measure)s") % values
    if where.measure is not None:
        return gettext("section %(section)s, measure %(measure)s") % values
    if where.issue is not None:
        return gettext("the analysis of issue %(issue)s") % values
    return gettext("the text above the tables")


# --- rows that are copies --------------------------------------------------------------------------------


def _row_of(text: Text) -> tuple[int, int] | None:
    where = text.where
    return (where.section, where.measure) if where.section and where.measure else None


def _copied_rows(
    texts: Sequence[Text], sources: Sequence[Squeezed], passages: Sequence[Passage]
) -> dict[tuple[int, int], tuple[int, int]]:
    """The measures most of whose text stands in one other measure before them."""
    size: dict[tuple[int, int], int] = {}
    for text, source in zip(texts, sources, strict=True):
        row = _row_of(text)
        if row:
            size[row] = size.get(row, 0) + len(source.squeezed)
    common: dict[tuple[tuple[int, int], tuple[int, int]], list[int]] = {}
    for each in passages:
        first, second = _row_of(texts[each.first]), _row_of(texts[each.text])
        if first and second and first != second:
            common.setdefault((second, first), []).append(each.length)
    return {
        second: first
        for (second, first), lengths in common.items()
        if len(lengths) > 1 and sum(lengths) >= ROW * max(size[second], size[first])
    }


def _row(document: Document, number: int, position: int, first: tuple[int, int]) -> Finding:
    where = measure_place(number, document.sections[number - 1], position)
    other = measure_place(first[0], document.sections[first[0] - 1], first[1])
    title = shortened(document.sections[number - 1].measures[position - 1].title)
    message = gettext("The measure “%(title)s” is nearly the same, word for word, as that of %(first)s.")
    fix = gettext("Write what is true of this place, or take the second copy away.")
    return Finding(CODE, "warning", message % {"title": title, "first": _name(other)}, fix, where)


# --- what has to be the same everywhere ------------------------------------------------------------------


def _official(context: Context) -> tuple[str, ...]:
    """Squeezed titles that a document may repeat, the longest first."""
    document = context.document
    own = [document.title, *(issue.title for issue in document.issues)]
    place = document.municipality
    if place.name:
        own.append(f"{place.name}อำเภอ{place.district}จังหวัด{place.province}")
        own.append(f"{place.name}")
    known = set(_titles(tuple(context.frames.values()))) | {_bare(each) for each in own}
    return tuple(sorted((each for each in known if each), key=len, reverse=True))


@lru_cache(maxsize=8)
def _titles(frames: tuple[Frame, ...]) -> frozenset[str]:
    texts = [
        *(name for frame in frames for item in frame.items for name in (item.title, *item.aliases)),
        *(name for frame in frames for issue in frame.issues for name in (issue.title, *issue.aliases)),
    ]
    return frozenset(_bare(each) for each in texts if len(each) >= 24)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", to_arabic(text))


def _own_letters(text: str, official: Sequence[str]) -> int:
    """Letters of the longest stretch that is no law's name and no official title."""
    bare = _LAW.sub("\0", text)
    for title in official:
        if len(title) >= 12 and title in bare:
            bare = bare.replace(title, "\0")
    return max(len(each) for each in bare.split("\0"))
