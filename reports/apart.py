"""Work on a file that may come from anyone, done in a process of its own.

That process has limits on time and memory and ends with its answer: a file made to be slow or large costs that
process and nobody's page. What it may cost is bounded before as well, by the readers.
"""

from __future__ import annotations

import json
import logging
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[1]

Task = Literal["check", "read"]
"""What there is to do; `reports.apart_child` knows who does it."""


class TooMuch(Exception):
    """The file took more time or memory than it may."""


class AllBusy(Exception):
    """As many files as one process of the portal works on are being worked on."""


def ask(task: Task, asked: Mapping[str, Any], *, seconds: float) -> dict[str, Any]:
    """The answer to what is asked, a JSON object. `asked` is anything that can be pickled. Raises TooMuch."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.apart_child", task],
            cwd=PROJECT,
            input=pickle.dumps(dict(asked)),
            capture_output=True,  # what it says besides its answer may quote the file, and is kept nowhere
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooMuch from None
    if done.returncode:
        logger.warning("a process that should %s a file ended with %s", task, done.returncode)
        raise TooMuch
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@contextmanager
def in_turn(free: threading.BoundedSemaphore, patience: float) -> Iterator[None]:
    """Wait so many seconds for a free place. Raises AllBusy."""
    if not free.acquire(timeout=patience):
        raise AllBusy
    try:
        yield
    finally:
        free.release()
