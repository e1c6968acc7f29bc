"""How long an officer waits for each page, how heavy it is, and what it asks of the database.

    python -m bench.pages [--measures 12,120] [--runs 15] [--json FILE]

Two municipalities of a fresh SQLite database have a whole year: every item of two years scored, an analysis of
every issue, both reports begun, and a few or many measures. Each page is asked for through the whole stack of
middleware, as production runs it (no debugging, templates cached); an answer is written at once, so its time is that
of the first byte. The sizes take turns, so that a busy machine hurts both. Times are medians; the ratio says what ten
times the measures cost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

YEAR = 2568
PASSWORD_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one size of municipality: median milliseconds, queries, kilobytes plain and packed."""

    name: str
    milliseconds: float
    queries: int
    kilobytes: float
    packed: float


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measures", default="12,120", help="sizes of a plan, comma separated")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path, help="write the figures into this file")
    options = parser.parse_args()
    sizes = [int(size) for size in options.measures.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        _settle(Path(folder))
        results = measure(sizes, options.runs)
    print(table(results))
    if options.json:
        plain = {str(size): [asdict(each) for each in pages] for size, pages in results.items()}
        options.json.write_text(json.dumps(plain, indent=2) + "\n")
    return 0


def _settle(folder: Path) -> None:
    """A portal of its own in a folder, as production runs it."""
    os.environ.update(
        DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3",
        MEDIA_ROOT=str(folder / "media"),
        SECRET_KEY="bench" * 12,
        DEBUG="false",
        ALLOWED_HOSTS=HOST,
        SITE_URL=f"https://{HOST}",
    )
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    settings.PASSWORD_HASHERS = [PASSWORD_HASHER]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    import logging

    logging.disable(logging.WARNING)
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    with Path(os.devnull).open("w") as nowhere:
        call_command("load_catalogue", stdout=nowhere)


def measure(sizes: Sequence[int], runs: int) -> dict[int, list[Page]]:
    from bench.year_of_work import begin

    visits = {size: begin(number, size) for number, size in enumerate(sizes, start=1)}
    times: dict[tuple[int, str], list[float]] = {}
    for _run in range(runs + 1):  # the first fills the caches of templates and catalogue
        for size, (client, paths) in visits.items():
            for name, path in paths.items():
                began = time.perf_counter()
                response = client.get(path, secure=True)
                times.setdefault((size, name), []).append((time.perf_counter() - began) * 1000)
                assert response.status_code == 200, f"{path}: {response.status_code}"
    return {
        size: [_page(client, name, path, times[size, name][1:]) for name, path in paths.items()]
        for size, (client, paths) in visits.items()
    }


def _page(client: Client, name: str, path: str, times: Sequence[float]) -> Page:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        content = client.get(path, secure=True).content
    packed = len(gzip.compress(content, 6))
    return Page(name, statistics.median(times), len(queries), len(content) / 1024, packed / 1024)


def table(results: Mapping[int, Sequence[Page]]) -> str:
    """Pages down, sizes across: the figures of the largest, and what it costs beside the smallest."""
    few, many = min(results), max(results)
    lines = [
        f"| page | ms, {few} measures | ms, {many} | ratio | queries, {few} | queries, {many} | kB | packed kB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for small, large in zip(results[few], results[many], strict=True):
        ratio = large.milliseconds / small.milliseconds
        lines.append(
            f"| {large.name} | {small.milliseconds:.0f} | {large.milliseconds:.0f} | {ratio:.1f} "
            f"| {small.queries} | {large.queries} | {large.kilobytes:.0f} | {large.packed:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
