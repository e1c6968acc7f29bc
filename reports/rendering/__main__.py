"""The warm rendering process: single-threaded, loads WeasyPrint once, forks a child for every job.

Started by `Renderer` as `python -m reports.rendering`; reads jobs from standard input, writes answers to standard
output, and ends when its input ends. Nothing of Django is loaded here.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import sys
import time
from typing import BinaryIO

from reports.rendering.child import answer, run
from reports.rendering.messages import Closed, Job, read_job
from reports.writers.pdf import warm

CHUNK = 1 << 20


def main() -> int:
    try:
        return _serve_all()
    except BrokenPipeError:  # whoever asked has gone
        os._exit(0)  # at once: nothing is left to be written to a pipe without a reader


def _serve_all() -> int:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not get between the answers
    warm()
    answer(answers, {"ready": True})
    while True:
        try:
            job = read_job(jobs)
        except Closed:
            return 0
        _serve(job, answers)


def _serve(job: Job, answers: BinaryIO) -> None:
    """Fork, wait, pass on what the child wrote; a child that is late or dies is a reason, not an end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run(job, writing)
    os.close(writing)
    written = None
    try:
        written = _collect(reading, time.monotonic() + job.timeout)
    finally:
        os.close(reading)
        status = _ended(child, patience=0.0 if written is None else 1.0)
    if written is None:
        answer(answers, {"failed": f"the PDF was not ready after {job.timeout:g} seconds"})
    elif status != 0:
        answer(answers, {"failed": _death(status)})
    else:
        answers.write(written)
        answers.flush()


def _collect(pipe: int, deadline: float) -> bytes | None:
    """Everything the child writes, or None when it is late."""
    parts: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            return None
        part = os.read(pipe, CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _ended(child: int, patience: float) -> int:
    """How the child ended; it and its group are killed when it has not ended by itself after so many seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    for kill in (os.killpg, os.kill):  # the child alone, where it had no time to lead a group
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _death(status: int) -> str:
    if status == -signal.SIGXCPU:
        return "the PDF took more computing time than a report may"
    if status < 0:
        return f"the renderer was ended by signal {-status} (out of memory, or killed)"
    return f"the renderer ended with status {status}"


if __name__ == "__main__":
    sys.exit(main())
