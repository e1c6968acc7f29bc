"""The process that works on one file of anybody: `python -m reports.apart_child TASK`, the file on its input.

It opens no database, writes no file, and ends with its answer or at its limits. What it is asked comes from the
portal (a pickle); what it answers is JSON, as it has touched the file.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import sys
from typing import Any

MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_LIMIT = 20
LARGEST_ANSWER = 60_000_000
"""Bytes: three times the largest text a reader takes, with all that JSON puts around it."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    asked = pickle.load(sys.stdin.buffer)  # noqa: S301 written by the portal, not by a visitor
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not get into the answer
    answer = json.dumps(_answer(sys.argv[1], asked), ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(answer) > LARGEST_ANSWER:
        sys.exit(1)
    answers.write(answer)
    answers.flush()


def _answer(task: str, asked: dict[str, Any]) -> dict[str, object]:
    if task == "read":
        from reports.reading_apart import answer  # without Django, which costs more than most files

        return answer(**asked)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    django.setup()
    from reports.file_check import answer as checked

    return checked(**asked)


if __name__ == "__main__":
    main()
