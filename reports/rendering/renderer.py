"""Asking for PDFs: the program's side of the rendering process."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, cast

from reports.layouts import Layout
from reports.rendering.messages import Closed, Job, read_frame, write_job
from reports.writers.imprint import Imprint
from reports.writers.pdf import PdfResult

PROJECT = Path(__file__).resolve().parents[2]
TIMEOUT = 60.0
"""Seconds a PDF may take before it is given up."""


class RenderFailed(RuntimeError):
    """There is no PDF. `reason` is one English line; `refused` means that the document must be changed first."""

    def __init__(self, reason: str, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.refused = refused


class Renderer:
    """Makes PDFs in a process of its own, which stays warm between jobs.

    Safe to call from any thread (one job at a time); the process starts with the first job, is started again when
    it died, and ends with `close()` or with this program. As a context manager it closes itself.
    """

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self.timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], Renderer] | None = None
        self._lock = threading.Lock()

    def render(
        self,
        document_json: bytes,
        *,
        imprint: Imprint | None = None,
        layout: Layout | None = None,
        images: Mapping[str, bytes] | None = None,
        archive: bool = False,
        memo: bool = False,
        page: bool = False,
    ) -> PdfResult:
        """The PDF of a document in its JSON form. Raises RenderFailed, and nothing else that a document can cause.

        `archive` asks for PDF/A-3a with this very JSON and a CSV attached, `memo` for the memo that goes with it.
        With `page` it is no document but a page of HTML, laid out as it stands.
        """
        job = Job(document_json, imprint, layout, dict(images or {}), self.timeout, archive, memo, page)
        with self._lock:
            try:
                process = self._started()
                assert process.stdin is not None
                assert process.stdout is not None
                write_job(cast("BinaryIO", process.stdin), job)
                header, data = _read_answer(process.stdout)
            except (Closed, OSError, ValueError) as error:
                self._stop()
                raise RenderFailed(f"the rendering process died: {error}") from error
        if reason := header.get("refused"):
            raise RenderFailed(reason, refused=True)
        if reason := header.get("failed"):
            raise RenderFailed(reason)
        return PdfResult(data, header["pages"], header["variant"], header["notice"])

    @property
    def pid(self) -> int | None:
        """The rendering process, when it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def close(self) -> None:
        """End the rendering process."""
        with self._lock:
            self._stop()

    def __enter__(self) -> Renderer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._stop()
        kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "HOME")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reports.rendering"],
            cwd=PROJECT,
            env={**environment, "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._end = weakref.finalize(self, _end, self._process)
        assert self._process.stdout is not None
        _read_answer(self._process.stdout)
        return self._process

    def _stop(self) -> None:
        self._process = None
        if self._end is not None:
            self._end()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes, which ends the process, and make sure of it. Also runs when this program ends."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read_answer(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    source = cast("BinaryIO", stream)
    header: dict[str, Any] = json.loads(read_frame(source))
    return header, read_frame(source)
