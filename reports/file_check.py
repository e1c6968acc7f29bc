"""Anybody's file under the checks: read, checked, told and forgotten. Nothing is stored or logged.

A file is read in a process of its own, with limits on time and memory, that ends with the answer: a file made to
be slow costs that process and nobody's page (`reports.apart`). What it may cost is bounded before as well: its bytes,
what the readers unpack, and the letters that the checks read.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from catalogue.frame import Frame
from catalogue.frame_data import shipped_frames
from catalogue.queries import frames_in_force
from ita_portal.thai.celltext import plain
from reports.apart import AllBusy, TooMuch, ask, in_turn
from reports.checks.finding import QUOTE_LIMIT, SEVERITIES, Finding
from reports.checks.registry import run_all
from reports.checks.texts import texts_of
from reports.document import Document, Municipality
from reports.findings_told import in_their_tables, on_their_lines, place_told
from reports.places import words_around
from reports.readers.cover import NOBODY, find_municipality
from reports.readers.decoding import decode
from reports.readers.reading import Reading, UnreadableFile
from reports.reading_files import read_report

LARGEST = 10 * 1024 * 1024
"""Bytes of a file that is looked at."""
MOST_LETTERS = 300_000
"""Letters of a report that the checks read, about three hundred pages."""
MOST_TOLD = 200
SECONDS = 45
"""Seconds that a file may take on a machine with much else to do; the work itself is bounded in `apart_child`."""
AT_ONCE = 2
"""Files that one process of the portal has checked at a time."""
PATIENCE = 5
"""Seconds that a file waits for its turn."""

_free = threading.BoundedSemaphore(AT_ONCE)


class NotChecked(ValueError):
    """Why a file was not checked, in the language of the visitor. `field` is the field of the form it is about."""

    def __init__(self, message: str, field: str = "file", status: int = 422) -> None:
        super().__init__(message)
        self.field = field
        self.status = status


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its place in words, and what stands before and after the words it quotes."""

    severity: str
    code: str
    message: str
    fix: str
    place: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file. `counts` are those of all findings by severity, also of those that are not told."""

    own_name: str
    issues: int
    measures: int
    counts: tuple[tuple[str, int], ...]
    told: tuple[Told, ...]

    @property
    def groups(self) -> list[tuple[str, list[Told]]]:
        """Severities that have findings, the gravest first, with them."""
        groups = [
            (severity, [each for each in self.told if each.severity == severity]) for severity in SEVERITIES
        ]
        return [(severity, told) for severity, told in groups if told]

    @property
    def untold(self) -> int:
        return sum(count for _severity, count in self.counts) - len(self.told)


def years() -> list[int]:
    """The years a report may be of, the newest first."""
    return sorted(_frames(), reverse=True)


def _frames() -> Mapping[int, Frame]:
    return frames_in_force() or shipped_frames()


def check_file(data: bytes, *, kind: str = "", year: int | None = None, name: str = "") -> Checked:
    """Check a file of any kind that the portal reads in a process of its own. Raises NotChecked."""
    asked = {
        "kind": kind,
        "year": year,
        "name": name,
        "data": data,
        "frames": dict(_frames()),
        "language": get_language() or "th",
    }
    with _refusing():
        answer = ask("check", asked, seconds=SECONDS)
    if "refused" in answer:
        raise NotChecked(answer["refused"], answer["field"])
    told = tuple(Told(**each) for each in answer.pop("told"))
    counts = tuple((severity, count) for severity, count in answer.pop("counts"))
    return Checked(told=told, counts=counts, **answer)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        with in_turn(_free, PATIENCE):
            yield
    except TooMuch:
        raise NotChecked(_too_much()) from None
    except AllBusy:
        raise NotChecked(
            _("Many files are being checked right now. Please try again in a minute"), status=503
        ) from None


def _too_much() -> str:
    return _(
        "The file is too large or too tangled to be checked here. Try a part of it, or a plain Word file"
    )


# --- in the process of its own ---------------------------------------------------------------------------


def answer(data: bytes, frames: Mapping[int, Frame], language: str, **told: Any) -> dict[str, object]:
    """What `check_file` makes its answer of."""
    with override(language):
        try:
            return asdict(checked(data, frames, **told))
        except NotChecked as refused:
            return {"refused": str(refused), "field": refused.field}


def checked(
    data: bytes, frames: Mapping[int, Frame], *, kind: str = "", year: int | None = None, name: str = ""
) -> Checked:
    """Check a file; `kind`, `year` and `name` win over what it says. Raises NotChecked."""
    owner = _owner(name)
    reading = _read(data, frames, kind, year)
    document = _owned(reading.document, owner)
    found = run_all(document, frames, reading.warnings)
    found = in_their_tables(on_their_lines(found, document, _lines(data)), reading.places)
    counts = Counter(each.severity for each in found)
    ordered = sorted(found, key=lambda each: SEVERITIES.index(each.severity))[:MOST_TOLD]
    issues = {section.issue for section in document.sections} | {row.issue for row in document.analysis}
    return Checked(
        document.municipality.name,
        len(issues - {None}),
        document.measure_count,
        tuple((severity, counts[severity]) for severity in SEVERITIES),
        tuple(_told(each, document) for each in ordered),
    )


def _read(data: bytes, frames: Mapping[int, Frame], kind: str, year: int | None) -> Reading:
    try:
        reading = read_report(data, frames=frames, kind=kind or None, key_year=year)
    except UnreadableFile as refused:
        raise NotChecked(refused.said(_)) from None
    letters = sum(len(text.text) for text in texts_of(reading.document))
    if letters > MOST_LETTERS:
        raise NotChecked(
            _("The file has %(letters)s letters; at most %(limit)s are checked at once.")
            % {"letters": f"{letters:,}", "limit": f"{MOST_LETTERS:,}"}
        )
    if not letters:
        raise NotChecked(_("No text was found in the file. A scan has none: take the Word file"))
    return reading


def _owner(name: str) -> Municipality:
    """Whom a typed name means; nobody when none was typed."""
    if not name.strip():
        return NOBODY
    found = find_municipality([name.strip()])
    if not found.name:
        raise NotChecked(_("Write the kind and the name, for example เทศบาลตำบลตัวอย่าง or อบต.ตัวอย่าง"), "name")
    return found


def _owned(document: Document, owner: Municipality) -> Document:
    own = document.municipality
    if not owner.name or (own.name, own.kind) == (owner.name, owner.kind):
        return document
    return replace(document, municipality=owner)


def _lines(data: bytes) -> str:
    try:
        return decode(data)
    except UnreadableFile:
        return ""  # no text: its places are tables and rows


def _told(finding: Finding, document: Document) -> Told:
    before, after = words_around(finding.where, document)
    return Told(
        finding.severity,
        finding.code,
        finding.message,
        finding.fix,
        place_told(finding.where, document),
        before,
        plain((finding.where.quote or "")[:QUOTE_LIMIT]),
        after,
    )
