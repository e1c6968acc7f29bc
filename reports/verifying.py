"""Whether a file is a published one: the same file, the same data in another file, or unknown. Nothing is stored.

The hash of a file finds it among the stored ones; the data of a report, which a PDF carries as an attachment, are
written canonically again and found by the hash of the Document. A file that only *contains* published data is
never called genuine: what its pages show may have been changed.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from ita_portal.thai.digits import to_arabic
from reports.beside_models import SignedScan
from reports.formats.json_form import FormatError, dumps, loads
from reports.models import StoredFile, Version
from reports.package import page_standing_alone

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is looked at."""
SHORTEST_HASH = 16
"""Hexadecimal digits that a foot line of the PDF shows; fewer could mean several documents."""
LARGEST_DATA = 8 * 1024 * 1024
MOST_STREAMS = 5_000
MOST_ATTACHMENTS = 10
MOST_NAMED = 5

_STREAM = re.compile(rb"stream\r?\n")
_HASH = re.compile(r"[0-9a-f]{16,64}", re.ASCII)
_NAMED = re.compile(rb"(?<![0-9a-f])[0-9a-f]{16}(?:\s?[0-9a-f]{16}){3}(?![0-9a-f])")

SCAN = "scan"
"""Stands for the signed scan where a file's ending is named."""

How = Literal["file", "package", "content", "named", "hash"]


@dataclass(frozen=True, slots=True)
class Match:
    """A version that was recognised: as this very file (`extension`), by its data, by a name or a typed hash."""

    version: Version
    how: How
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, the surest first; `sha256` is the file's or the typed one."""

    sha256: str
    matches: tuple[Match, ...] = ()

    @property
    def how(self) -> How | Literal["unknown"]:
        return self.matches[0].how if self.matches else "unknown"


def verify(data: bytes) -> Verdict:
    """Look a file up by its bytes, then by the report's data in it, then by a hash that stands in it."""
    sha256 = hashlib.sha256(data).hexdigest()
    same = tuple(_stored_as(sha256))
    if same:
        return Verdict(sha256, same)
    held = _known({hashlib.sha256(each).hexdigest() for each in documents_in(data)})
    if held:
        return Verdict(sha256, tuple(Match(each, "content") for each in held))
    named = _known(_named_in(data))
    for version in named:
        if page_standing_alone(version) == data:
            return Verdict(sha256, (Match(version, "package", "html"),))
    return Verdict(sha256, tuple(Match(each, "named") for each in named))


class NoHash(ValueError):
    """What was typed is no SHA-256, nor the first sixteen digits of one."""


def verify_hash(text: str) -> Verdict:
    """Look a typed hash up: of a document, its first digits too, or of a file. Raises NoHash."""
    bare = re.sub(r"[\s:…\u200b]", "", to_arabic(text).lower())
    bare = re.sub(r"^sha-?256", "", bare)
    if not _HASH.fullmatch(bare):
        raise NoHash
    files = tuple(_stored_as(bare)) if len(bare) == 64 else ()
    if files:
        return Verdict(bare, files)
    found = _published().filter(document_sha256__startswith=bare)
    return Verdict(bare, tuple(Match(each, "hash") for each in found[:MOST_NAMED]))


def documents_in(data: bytes) -> Iterator[bytes]:
    """The canonical JSON of every report that a file is or holds: a JSON file, or a PDF with attachments."""
    candidates: Iterable[bytes] = (data,) if len(data) <= LARGEST_DATA else ()
    if data[:1024].lstrip().startswith(b"%PDF"):
        candidates = attachments(data)
    for each in candidates:
        try:
            yield dumps(loads(each.removeprefix(b"\xef\xbb\xbf")))
        except (FormatError, ValueError, TypeError):
            continue


def attachments(pdf: bytes) -> Iterator[bytes]:
    """Streams of a PDF that begin like JSON. Streams are found by their mark: no object of the file is trusted.

    Each is unpacked to its first byte before more of it is, and never beyond `LARGEST_DATA`.
    """
    found = 0
    for number, match in enumerate(_STREAM.finditer(pdf)):
        if number >= MOST_STREAMS or found >= MOST_ATTACHMENTS:
            return
        start = match.end()
        if pdf[start : start + 1] == b"{":
            end = pdf.find(b"endstream", start)
            plain = pdf[start : end if end >= 0 else start + LARGEST_DATA][:LARGEST_DATA].rstrip(b"\r\n")
        else:
            plain = _unpacked(pdf, start)
        if plain:
            found += 1
            yield plain


def _unpacked(pdf: bytes, start: int) -> bytes:
    """A deflated stream that holds a JSON object, b"" for every other one."""
    packed = memoryview(pdf)[start : start + LARGEST_DATA]
    try:
        if zlib.decompressobj().decompress(packed[:256], 1) != b"{":
            return b""
        whole = zlib.decompressobj()
        plain = whole.decompress(packed, LARGEST_DATA)
    except zlib.error:
        return b""
    return plain if whole.eof else b""


def _published() -> QuerySet[Version]:
    public = Version.objects.exclude(state=Version.State.RESERVED).select_related("report__listed")
    return public.defer("report__submitted_document").order_by("-published_at", "-pk")


def _stored_as(sha256: str) -> Iterator[Match]:
    """The versions of which these are the bytes of a file, or of the scan that was put beside it."""
    by_document = Q(document_sha256=sha256)
    if not StoredFile.objects.filter(pk=sha256).exists():
        found = _published().filter(by_document)
    else:
        scanned = SignedScan.objects.filter(file=sha256).values("version")
        found = _published().annotate(kept=Cast("files", TextField()))
        found = found.filter(by_document | Q(kept__contains=sha256) | Q(pk__in=scanned))
    for version in found[:MOST_NAMED]:
        names = (name for name, kept in version.files.items() if kept == sha256)
        extension = next(names, "json" if version.document_sha256 == sha256 else SCAN)
        yield Match(version, "file", extension)


def _known(hashes: Iterable[str]) -> list[Version]:
    wanted = list(hashes)
    return list(_published().filter(document_sha256__in=wanted)[:MOST_NAMED]) if wanted else []


def _named_in(data: bytes) -> set[str]:
    """Hashes that stand in a page as text, whole or in four groups."""
    if not data[:1024].lstrip().startswith(b"<"):
        return set()
    first = islice(_NAMED.finditer(data), 4 * MOST_NAMED)
    return {b"".join(each[0].split()).decode() for each in first}
