"""The forked child that makes one PDF, and the limits it lives in."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any, BinaryIO

from reports.formats.json_form import FormatError
from reports.rendering.messages import Job, write_frame
from reports.writers.limits import TooLarge

if TYPE_CHECKING:
    from reports.writers.pdf import PdfResult

MEMORY_LIMIT = 1536 * 1024 * 1024
CPU_LIMIT = 60
OPEN_FILES = 64


def run(job: Job, pipe: int) -> None:
    """Make the PDF, write the answer into the pipe, and end the process; never returns."""
    status = 1
    try:
        os.setsid()
        _limit()
        header, data = _make(job)
        with os.fdopen(pipe, "wb") as stream:
            answer(stream, header, data)
        status = 0
    except BrokenPipeError:
        pass  # nobody waits any more
    except BaseException:  # noqa: BLE001 the process ends whatever happens
        traceback.print_exc()  # to the log of whoever started the renderer; the answer says only that it ended
    finally:
        os._exit(status)


def answer(stream: BinaryIO, header: dict[str, Any], data: bytes = b"") -> None:
    write_frame(stream, json.dumps(header).encode())
    write_frame(stream, data)
    stream.flush()


def _limit() -> None:
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    sys.setrecursionlimit(3000)


def _written(job: Job) -> PdfResult:
    from reports.memo.paper import write_memo_pdf
    from reports.writers.pdf import lay_out, write_pdf

    if job.page:
        return lay_out(job.document.decode())
    if job.memo:
        return write_memo_pdf(job.opened())
    return write_pdf(
        job.opened(),
        imprint=job.imprint,
        layout=job.layout,
        images=job.images,
        source=job.document if job.archive else None,
    )


def _make(job: Job) -> tuple[dict[str, Any], bytes]:
    """The answer: a PDF, or why there is none ("refused" can be mended in the document, "failed" cannot)."""
    try:
        made = _written(job)
    except (TooLarge, FormatError) as error:
        return {"refused": str(error)}, b""
    except MemoryError:
        return {"failed": f"more than {MEMORY_LIMIT // 1024**2} MB of memory would be needed"}, b""
    except RecursionError:
        return {"failed": "the document is nested too deeply"}, b""
    except Exception as error:  # noqa: BLE001 any failure is an answer
        return {"failed": f"{type(error).__name__}: {error}"[:500]}, b""
    return {"pages": made.pages, "variant": made.variant, "notice": made.notice}, made.data
