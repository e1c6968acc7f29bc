"""Pins in a preview: a small number at the words or the row that a finding is about, linked with the list beside it.

The document is written as it is, only with signs of the private use area at the places that have a finding; they
become links when it is HTML already. So a pin can never change how a text is read, numbered or set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.html import format_html
from django.utils.translation import gettext as _

from reports.checks.finding import Path
from reports.checks.mending import text_at, with_text
from reports.document import Document
from reports.places import Group, Placed

FIRST = 0xE100
"""Findings are counted in code points of the private use area, which no text of a report has."""
MOST = 1500
_SIGN = re.compile(f"[{chr(FIRST)}-{chr(FIRST + MOST)}]")
_PIECE = re.compile(r"<[^>]*>|[^<]+")
_JOINED = re.compile(r"[ัิ-ฺ็-๎ะาำๅ*_]")
"""Vowels and marks that belong to the letter before them, and signs of bold and underline."""
_NAMED = ("title", "procedure", "output", "outcome", "responsible", "period")


def pinned(document: Document, groups: Iterable[Group]) -> tuple[Document, list[Placed]]:
    """The document with a sign at each finding that has a text, and those findings."""
    signs: dict[Path, list[tuple[int, str]]] = {}
    placed = []
    for row in (row for group in groups for row in group.findings):
        if row.number > MOST:
            continue
        at = _place(document, row)
        if at is None:
            continue
        path, offset = at
        signs.setdefault(path, []).append((offset, chr(FIRST + row.number)))
        placed.append(row)
    for path, found in signs.items():
        text = text_at(document, path)
        for offset, sign in sorted(found, reverse=True):
            text = text[:offset] + sign + text[offset:]
        document = with_text(document, path, text)
    return document, placed


def linked(body: str, rows: Iterable[Placed]) -> tuple[str, frozenset[int]]:
    """The HTML with the signs made into links to the list, and the numbers of those that were there to be linked."""
    by_sign = {chr(FIRST + row.number): row for row in rows}
    shown: set[int] = set()
    return "".join(_pieces(body, by_sign, shown)), frozenset(shown)


def _pieces(body: str, by_sign: dict[str, Placed], shown: set[int]) -> Iterator[str]:
    """The body piece by piece: no pin within a tag, and within a link only behind it."""
    within, waiting = 0, ""
    for match in _PIECE.finditer(body):
        piece = match[0]
        if piece.startswith("<"):
            yield _SIGN.sub("", piece)
            within += piece.startswith(("<a ", "<a>", "<caption", "<nav"))
            if piece in ("</a>", "</caption>", "</nav>"):
                within -= 1
                if not within and piece == "</a>":
                    yield _as_links(waiting, by_sign, shown)
                waiting = "" if not within else waiting
        elif within:
            waiting += "".join(_SIGN.findall(piece))
            yield _SIGN.sub("", piece)
        else:
            yield _SIGN.sub(lambda found: _as_links(found[0], by_sign, shown), piece)


def _as_links(signs: str, by_sign: dict[str, Placed], shown: set[int]) -> str:
    return "".join(_link(by_sign[sign], shown) for sign in signs if sign in by_sign)


def _link(row: Placed, shown: set[int]) -> str:
    if row.number in shown:  # a heading stands in the contents and in the text
        return ""
    shown.add(row.number)
    words = _("Finding %(number)s: %(message)s") % {"number": row.number, "message": row.finding.message}
    return format_html(
        '<a class="found-pin is-{}" id="pin-{}" href="#finding-{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></a>',
        row.finding.severity,
        row.number,
        row.number,
        row.number,
        words,
    )


def _place(document: Document, row: Placed) -> tuple[Path, int] | None:
    """Where the pin stands: behind the quoted words, else behind the first line of the row's name."""
    where = row.finding.where
    path = where.path
    if path is not None and where.end is not None:
        text = text_at(document, path)
        if text[where.start : where.end] == where.quote:
            return path, _behind(text, where.end)
    for other in _of_row(document, row):
        text = text_at(document, other)
        if text.strip():
            return other, _behind(text, len(text.rstrip().partition("\n")[0]))
    return None


def _of_row(document: Document, row: Placed) -> Iterator[Path]:
    """The texts that stand for a row whose own field is empty, the best first."""
    where = row.finding.where
    if where.section is not None and 0 < where.section <= len(document.sections):
        section: Path = ("sections", where.section - 1)
        if where.measure is not None:
            yield from ((*section, "measures", where.measure - 1, name) for name in _NAMED)
        yield (*section, "heading_as_written")
    elif where.indicator is not None:
        for index, indicator in enumerate(document.result.indicators):
            if indicator.no == where.indicator:
                yield ("result", "indicators", index, "name_as_written")
                yield ("result", "indicators", index, "name")
    elif where.issue is not None:
        for index, analysis in enumerate(document.analysis):
            if analysis.issue == where.issue:
                yield ("analysis", index, "heading_as_written")
                yield ("analysis", index, "remark")
    elif where.field == "level":
        yield ("result", "level")


def _behind(text: str, offset: int) -> int:
    """The next offset at which a sign parts no letter from its marks."""
    while offset < len(text) and _JOINED.match(text[offset]):
        offset += 1
    return offset
