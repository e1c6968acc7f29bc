"""The process that checks one file of a visitor: `python -m reports.file_check_child`, the file on its input.

It opens no database, writes no file, and ends with its answer or at its limits.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import resource
import sys
from dataclasses import asdict
from typing import Any

MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_LIMIT = 20


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    asked = json.load(sys.stdin.buffer)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not get into the answer
    json.dump(_answer(asked), answers)
    answers.flush()


def _answer(asked: dict[str, Any]) -> dict[str, object]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    django.setup()
    from django.utils.translation import override

    from reports.file_check import NotChecked, checked

    data = base64.b64decode(asked.pop("data"))
    frames = pickle.loads(base64.b64decode(asked.pop("frames")))  # noqa: S301 written by the portal, not by a visitor
    with override(asked.pop("language")):
        try:
            return asdict(checked(data, frames, **asked))
        except NotChecked as refused:
            return {"refused": str(refused), "field": refused.field}


if __name__ == "__main__":
    main()
