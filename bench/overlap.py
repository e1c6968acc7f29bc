"""How long it takes to find who published the same text, among so many published reports.

    python -m bench.overlap [--reports 40000] [--runs 9]
    script/with_postgresql .venv/bin/python -m bench.overlap

Every report has the sketch of an invented text; a quarter of its hashes come from forms that go around, each kept by
as many reports as may keep it. Twenty more are copies of one report of twenty pages, published like any other. A fresh
SQLite database, or an empty PostgreSQL one of `DATABASE_URL`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from municipalities.models import Municipality, User
    from reports.document import Document
    from reports.models import Report, Version

YEAR = 2568
YEARS = 5
COPIES = 20
FORMS = 16
"""Hashes of a sketch that come from a form."""
BATCH = 2000


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=40_000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _settle(Path(folder))
        print(measure(options.reports, options.runs))
    return 0


def _settle(folder: Path) -> None:
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ.update(
        MEDIA_ROOT=str(folder / "media"),
        SECRET_KEY="bench" * 12,
        DEBUG="false",
        ALLOWED_HOSTS="localhost",
        SITE_URL="https://localhost",
        DJANGO_SETTINGS_MODULE="ita_portal.settings",
    )
    import django
    from django.core.management import call_command

    django.setup()
    import logging

    logging.disable(logging.WARNING)
    with Path(os.devnull).open("w") as nowhere:
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", stdout=nowhere)


def measure(count: int, runs: int) -> str:
    """The table of medians in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.clean_reports import results_report
    from catalogue.queries import frames_in_force
    from municipalities.models import Municipality, User
    from reports import overlaps
    from reports.checks.own_words import own_words
    from reports.models import SketchHash
    from reports.sketches import sketch_anew

    officer = User.objects.create_user("bench@bench.example", None, name="สมใจ รักงาน")
    publish_many(count, officer)
    frames = frames_in_force()
    original = results_report(random.Random(1), frames)
    copies = [publish_copy(original, number, officer) for number in range(COPIES)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draft = report_of(Municipality.objects.create(), YEAR)
    draft.save()
    lonely = replace(original, sections=original.sections[:3])
    words = own_words(original, frames)

    def forget() -> None:
        for kept in (overlaps._own_words, overlaps._compared, overlaps._words_of):
            kept.cache_clear()

    def first() -> None:
        found = overlaps.overlaps_of(draft, original)
        assert len(found) == 1, found

    def another() -> None:
        overlaps.overlaps_of(draft, lonely)

    from django.db.models import Q

    owner = Q(sketch__report__municipality=draft.municipality_id)
    first()
    with CaptureQueriesContext(connection) as asked:
        first()
    rows = [
        ("the question who shares hashes", median(lambda: overlaps._published(words, ~owner), runs)),
        ("all of it, nothing known before", median(first, runs, forget)),
        ("all of it, the others known before", median(another, runs, overlaps._compared.cache_clear)),
        ("again, for the next page", median(first, runs)),
        ("a publication: its sketch anew", median(lambda: sketch_anew(copies[0].report_id), runs)),
    ]
    lines = ["| | ms |", "|---|---:|", *(f"| {name} | {value:.0f} |" for name, value in rows)]
    lines.append("")
    lines.append(
        f"{connection.vendor}: {count:,} reports, {SketchHash.objects.count():,} hashes; {len(asked)} questions to the "
        "database for the next page."
    )
    return "\n".join(lines)


def median(act: Callable[[], object], runs: int, before: Callable[[], None] | None = None) -> float:
    times = []
    for _run in range(runs):
        if before:
            before()
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def report_of(municipality: Municipality, year: int) -> Report:
    from reports.models import Report

    return Report(
        municipality=municipality,
        kind="results",
        key_year=year,
        assessed_year=year - 1,
        action_year=year,
        evaluation_year=year + 1,
        layout={},
    )


def publish_many(count: int, officer: User) -> None:
    """Rows as they are after publishing, without the documents, which nobody opens here."""
    from django.db import transaction
    from django.utils import timezone

    from municipalities.models import Municipality
    from reports.models import ListedReport, Report, Sketch, SketchHash, Version

    rng = random.Random(1)
    forms = [rng.getrandbits(63) for _form in range(count * FORMS // COPIES)]
    now = timezone.now()
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        with transaction.atomic():
            owners = Municipality.objects.bulk_create(Municipality() for _n in numbers[::YEARS])
            reports = Report.objects.bulk_create(
                report_of(owners[place // YEARS], YEAR - place % YEARS) for place in range(len(numbers))
            )
            versions = Version.objects.bulk_create(
                Version(
                    report=report,
                    number=1,
                    state=Version.State.PUBLIC,
                    document=b"{}",
                    document_sha256=f"{report.pk:064}",
                    published_at=now,
                    published_by=officer,
                )
                for report in reports
            )
            ListedReport.objects.bulk_create(
                ListedReport(
                    report=report,
                    version=version,
                    number=1,
                    published_at=now,
                    kind="results",
                    year=report.key_year,
                    code=f"98{report.pk:06}",
                    name="เทศบาลตำบลท่าน้ำใส",
                )
                for report, version in zip(reports, versions, strict=True)
            )
            sketches = Sketch.objects.bulk_create(
                Sketch(report=report, version=version)
                for report, version in zip(reports, versions, strict=True)
            )
            SketchHash.objects.bulk_create(
                (
                    SketchHash(sketch=sketch, value=value)
                    for number, sketch in zip(numbers, sketches, strict=True)
                    for value in (
                        *(forms[(number * FORMS + each) % len(forms)] for each in range(FORMS)),
                        *(rng.getrandbits(63) for _own in range(64 - FORMS)),
                    )
                ),
                batch_size=10_000,
            )


def publish_copy(original: Document, number: int, officer: User) -> Version:
    """The report of another municipality with a part of it left out, through the signals of publishing."""
    from django.utils import timezone

    from municipalities.models import Municipality
    from reports.formats.json_form import dumps
    from reports.models import Version

    place = replace(original.municipality, name=f"หนองคำ{number}")
    copy = replace(original, municipality=place, sections=original.sections[number % 4 :])
    report = report_of(Municipality.objects.create(), YEAR)
    report.save()
    data = dumps(copy)
    return Version.objects.create(
        report=report,
        number=1,
        state=Version.State.PUBLIC,
        document=data,
        document_sha256=hashlib.sha256(data).hexdigest(),
        published_at=timezone.now(),
        published_by=officer,
    )


if __name__ == "__main__":
    sys.exit(main())
