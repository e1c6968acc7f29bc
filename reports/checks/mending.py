"""Mending a document: what a finding says is the only right text, put where the wrong one stands.

Pure: a Document goes in and another comes out. A finding can be mended when it has a `replacement` and its range
still says what it quotes; every other finding leaves the document as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass, replace
from typing import Any

from ita_portal.thai.periods import parse_period
from reports.checks.finding import SEVERITIES, Finding, Path
from reports.checks.texts import Text, printed_labels, texts_of
from reports.document import Document, Measure

ROUNDS = 5
"""So often a document is checked again; each round can only leave what one range hid from another."""


def mend(document: Document, finding: Finding) -> Document:
    """The document with one finding mended; the same document when it cannot be."""
    path = path_of(document, finding)
    if path is None:
        return document
    text = text_at(document, path)
    mended = mended_text(text, finding)
    return document if mended is None else with_text(document, path, mended)


def mend_all(document: Document, findings: Iterable[Finding]) -> Document:
    """The document with all of them mended that do not overlap: of two in one place the graver is mended."""
    for path, found in ranges_by_path(document, findings).items():
        text = text_at(document, path)
        for finding in found:
            text = mended_text(text, finding) or text
        document = with_text(document, path, text)
    return document


def mend_until_clean(document: Document, check: Callable[[Document], Sequence[Finding]]) -> Document:
    """Mend and check again until nothing that has one right answer is left."""
    for _round in range(ROUNDS):
        mended = mend_all(document, check(document))
        if mended == document:
            break
        document = mended
    return document


def mended_text(text: str, finding: Finding) -> str | None:
    """A text with the finding's range replaced; None when another text stands there by now."""
    where = finding.where
    if finding.replacement is None or where.start is None or where.end is None:
        return None
    if not where.quote or text[where.start : where.end] != where.quote:
        return None
    return text[: where.start] + finding.replacement + text[where.end :]


def path_of(document: Document, finding: Finding) -> Path | None:
    """The text a finding with a replacement is about; None when there is none, or more than one fits."""
    where = finding.where
    if finding.replacement is None or where.start is None or where.end is None or not where.quote:
        return None
    if where.path is not None and mended_text(text_at(document, where.path), finding) is not None:
        return where.path
    fitting = [text for text in _named(document, finding) if mended_text(text.text, finding) is not None]
    return fitting[0].where.path if len(fitting) == 1 else None


def _named(document: Document, finding: Finding) -> list[Text]:
    """The texts at the place a finding names, for rules that do not say which text they read."""
    wanted = finding.where
    names = ("section", "measure", "indicator", "field")
    found = []
    for texts in (texts_of(document), printed_labels(document)):
        for text in texts:
            place = text.where
            same_item = place.item in (None, wanted.item) or wanted.item is None
            same_issue = wanted.issue in (None, place.issue)
            same = all(getattr(place, name) == getattr(wanted, name) for name in names)
            if same and same_item and same_issue:
                found.append(text)
    return found


def ranges_by_path(document: Document, findings: Iterable[Finding]) -> dict[Path, list[Finding]]:
    """The findings that can be mended together by the text they mend, in each from the last to the first."""
    by_path: dict[Path, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: SEVERITIES.index(each.severity)):
        path = path_of(document, finding)
        if path is None:
            continue
        there = by_path.setdefault(path, [])
        if not any(_overlap(finding, other) for other in there):
            there.append(finding)
    for found in by_path.values():
        found.sort(key=lambda each: each.where.start or 0, reverse=True)
    return by_path


def _overlap(one: Finding, other: Finding) -> bool:
    first, second = (
        (each.where.start or 0, max(each.where.end or 0, (each.where.start or 0) + 1))
        for each in (one, other)
    )
    return first[0] < second[1] and second[0] < first[1]


# --- texts by their path ---------------------------------------------------------------------------------


def text_at(document: Document, path: Path) -> str:
    """The text at a path, "" when there is none."""
    value: Any = document
    for part in path:
        if isinstance(value, Measure) and part in ("responsible", "period"):
            return value.text(str(part))
        try:
            value = getattr(value, part) if isinstance(part, str) else value[part]
        except (AttributeError, IndexError, TypeError):
            return ""
    return value if isinstance(value, str) else ""


def with_text(document: Document, path: Path, text: str) -> Document:
    """The document with another text at a path."""
    year = document.action_year or (document.assessed_year + 1 if document.assessed_year else None)
    changed: Document = _with(document, path, text, year)
    return changed


def _with(value: Any, path: Path, text: str, year: int | None) -> Any:
    if not path:
        return text
    part, rest = path[0], path[1:]
    if isinstance(value, Measure) and part == "responsible":
        return replace(value, responsible_as_written=text)
    if isinstance(value, Measure) and part == "period":
        return replace(value, period=parse_period(text, year))
    if is_dataclass(value) and not isinstance(value, type) and isinstance(part, str):
        return replace(value, **{part: _with(getattr(value, part), rest, text, year)})
    assert isinstance(value, tuple)
    assert isinstance(part, int)
    return (*value[:part], _with(value[part], rest, text, year), *value[part + 1 :])
