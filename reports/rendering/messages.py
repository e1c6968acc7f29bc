"""How the program that asks and the rendering process talk: frames over pipes, never code.

A frame is four bytes of length and that many bytes. A job is a JSON header (limits, layout, imprint, sizes) and
the document; pictures follow in the order of their names. An answer is a JSON header and the bytes of the PDF.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, BinaryIO

from reports.document import Document
from reports.formats.json_form import from_tree, loads, to_tree
from reports.layouts import Layout
from reports.writers.imprint import Imprint

_LENGTH = struct.Struct(">I")
FRAME_LIMIT = 256 * 1024 * 1024


class Closed(Exception):
    """The other side has gone."""


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to make, as it travels: the document stays JSON until the child opens it.

    `archive` asks for a PDF for keeping, which has that JSON attached; `memo` for the memo that goes with it; with
    `page`, the document is a page of HTML that is no report, to be laid out as it stands.
    """

    document: bytes
    imprint: Imprint | None = None
    layout: Layout | None = None
    images: dict[str, bytes] | None = None
    timeout: float = 60
    archive: bool = False
    memo: bool = False
    page: bool = False

    def opened(self) -> Document:
        return loads(self.document)


def write_job(stream: BinaryIO, job: Job) -> None:
    """Write a job. Raises OSError when nobody listens."""
    imprint = None
    if job.imprint is not None:
        imprint = {**asdict(job.imprint), "date": job.imprint.date.isoformat()}
    images = job.images or {}
    header = {
        "imprint": imprint,
        "layout": to_tree(job.layout) if job.layout else None,
        "images": sorted(images),
        "timeout": job.timeout,
        "archive": job.archive,
        "memo": job.memo,
        "page": job.page,
    }
    write_frame(stream, json.dumps(header).encode())
    write_frame(stream, job.document)
    for name in sorted(images):
        write_frame(stream, images[name])
    stream.flush()


def read_job(stream: BinaryIO) -> Job:
    """The next job. Raises Closed when there will be none."""
    header: dict[str, Any] = json.loads(read_frame(stream))
    document = read_frame(stream)
    images = {name: read_frame(stream) for name in header["images"]}
    imprint = header["imprint"]
    if imprint is not None:
        imprint = Imprint(**{**imprint, "date": date.fromisoformat(imprint["date"])})
    layout = from_tree(Layout, header["layout"]) if header["layout"] else None
    asked = {name: header[name] for name in ("timeout", "archive", "memo", "page")}
    return Job(document, imprint, layout, images, **asked)


def write_frame(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)


def read_frame(stream: BinaryIO) -> bytes:
    """One frame. Raises Closed at the end of the stream or in the middle of a frame."""
    length = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    if length > FRAME_LIMIT:
        raise Closed(f"a frame of {length} bytes")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    parts = []
    while count:
        part = stream.read(count)
        if not part:
            raise Closed("the stream ended")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
