"""How long pages of the whole country take with ten municipalities and with all, and how fast PDFs are made.

    python -m bench.national [--municipalities 7850] [--years 5] [--runs 15] [--renderings 40]
    script/with_postgresql .venv/bin/python -m bench.national

The invented country of `seed_national` grows from ten municipalities to all of them in one database: a fresh SQLite
one, or an empty PostgreSQL one of `DATABASE_URL`. Each page goes through the whole stack of middleware, as production
runs it; times are medians. Then one worker and two workers make the PDFs of the same number of reports each, and the
rate says how long all reports of a year would take.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

PROJECT = Path(__file__).resolve().parents[1]
FEW = 10
HOST = "localhost"
YEAR = 2568
WARM = 8
"""Times a page is asked for before it counts: the queue's machine findings are counted a few at a time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page: median milliseconds, queries, kilobytes."""

    milliseconds: float
    queries: int
    kilobytes: float


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--municipalities", type=int, default=7850)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument(
        "--renderings", type=int, default=40, help="PDFs that each number of workers makes; 0: none"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _settle(Path(folder))
        few = grown(FEW, options.years, options.runs)
        began = time.perf_counter()
        many = grown(options.municipalities, options.years, options.runs)
        print(
            f"{_vendor()}: {told()}; seeded and measured in {(time.perf_counter() - began) / 60:.1f} min.\n"
        )
        print(table(few, many, options.municipalities))
        if options.renderings:
            print(f"\n{rendering(options.renderings)}")
    return 0


def _settle(folder: Path) -> None:
    """A portal of its own in a folder, as production runs it."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ.update(
        MEDIA_ROOT=str(folder / "media"),
        STATIC_ROOT=str(folder / "static"),
        SECRET_KEY="bench" * 12,
        DEBUG="false",
        ALLOWED_HOSTS=HOST,
        SITE_URL=f"https://{HOST}",
        SECOND_STEP_REQUIRED="false",
        DJANGO_SETTINGS_MODULE="ita_portal.settings",
    )
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    import logging

    logging.disable(logging.WARNING)
    with Path(os.devnull).open("w") as nowhere:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_catalogue", stdout=nowhere)


def _vendor() -> str:
    from django.db import connection

    return connection.vendor


def told() -> str:
    """What there is in the database."""
    from national.models import YearResult
    from reports.models import ListedReport

    results, reports = YearResult.objects.count(), ListedReport.objects.count()
    return f"{results:,} results of years, {reports:,} published reports"


# --- pages -----------------------------------------------------------------------------------------------


def grown(count: int, years: int, runs: int) -> dict[str, Answer]:
    """Let the country grow to `count` municipalities and ask for every page."""
    from django.core.management import call_command
    from django.db import connection

    with Path(os.devnull).open("w") as nowhere:
        call_command("seed_national", "--municipalities", count, "--years", years, "--force", stdout=nowhere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {name: _answer(client, path, runs) for name, (client, path) in visits().items()}


def visits() -> dict[str, tuple[Client, str]]:
    """Who asks for what. The municipality is the third one, which is there from the beginning."""
    from django.test import Client

    from municipalities.models import MunicipalityRecord
    from reports.models import ListedReport

    visitor, auditor = Client(SERVER_NAME=HOST), _auditor()
    listed = ListedReport.objects.filter(kind="results", year=YEAR).order_by("code").first()
    assert listed is not None
    record = MunicipalityRecord.objects.get(code=listed.code)
    province = record.province_id
    public = {
        "home": "/",
        "search for parts of a word": f"/r/?q={record.name[1:5]}",
        "search in a province, by score": f"/r/?province={record.province.name}&year={YEAR}&order=score",
        "the last page of all reports": "/r/?page=last",
        "a municipality's reports": f"/r/{listed.code}/",
        "a report": f"/r/{listed.code}/results/{YEAR}/",
        "the country's year": f"/national/{YEAR}/",
        "a province's year": f"/national/{YEAR}/{province}/",
        "a municipality's profile": f"/r/{listed.code}/profile/{YEAR}/",
        "export: provinces as CSV": f"/national/{YEAR}/provinces.csv",
        "export: a province's municipalities as CSV": f"/national/{YEAR}/{province}/municipalities.csv",
        "export: all results of a year as CSV": f"/data/results-{YEAR}.csv",
        "export: all results of a year as Parquet": f"/data/results-{YEAR}.parquet",
        "a feed": "/r/feed.atom",
        "a part of the sitemap": "/sitemap-1.xml",
        "API: municipalities": "/api/v1/municipalities",
        "API: results of a province": f"/api/v1/assessments?year={YEAR}&province={province}",
        "API: reports of a year": f"/api/v1/reports?year={YEAR}",
    }
    review = {"review queue": "/review/", "review queue, a province": f"/review/?province={province}"}
    return {name: (visitor, path) for name, path in public.items()} | {
        name: (auditor, path) for name, path in review.items()
    }


def _auditor() -> Client:
    from django.test import Client

    from municipalities.models import Membership, User
    from municipalities.roles import Role

    person = User.objects.filter(email="auditor@bench.example").first()
    if person is None:
        person = User.objects.create_user("auditor@bench.example", None, name="ผู้ตรวจ สมมติ")
        Membership.objects.create(user=person, role=Role.AUDITOR, valid_from="2020-01-01")
    client = Client(SERVER_NAME=HOST)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _answer(client: Client, path: str, runs: int) -> Answer:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _run in range(WARM):
        content = _get(client, path)
    times = []
    for _run in range(runs):
        began = time.perf_counter()
        content = _get(client, path)
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        _get(client, path)
    return Answer(statistics.median(times), len(queries), len(content) / 1024)


def _get(client: Client, path: str) -> bytes:
    response = client.get(path, secure=True, follow=False)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts)


def table(few: Mapping[str, Answer], many: Mapping[str, Answer], count: int) -> str:
    lines = [
        f"| page | ms, {FEW} | ms, {count:,} | queries, {FEW} | queries, {count:,} | kB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, large in many.items():
        small = few[name]
        lines.append(
            f"| {name} | {small.milliseconds:.0f} | {large.milliseconds:.0f} | {small.queries} | {large.queries} "
            f"| {large.kilobytes:.0f} |"
        )
    grown_ = [name for name in many if many[name].queries != few[name].queries]
    slow = [name for name, each in many.items() if each.milliseconds >= 100]
    lines += [
        "",
        f"Another number of queries: {', '.join(grown_) or 'none'}. 100 ms or more: {', '.join(slow) or 'none'}.",
    ]
    return "\n".join(lines)


# --- renderings ------------------------------------------------------------------------------------------


def rendering(count: int) -> str:
    """PDFs of `count` reports by one worker and of as many others by two."""
    from reports.models import Report

    keys = list(
        Report.objects.filter(kind="results", key_year=YEAR)
        .order_by("pk")
        .values_list("pk", flat=True)[: 2 * count]
    )
    whole = Report.objects.count()
    lines = ["| workers | PDFs | seconds | a second | a second and worker |", "|---:|---:|---:|---:|---:|"]
    rates = []
    for workers, chosen in ((1, keys[:count]), (2, keys[count:])):
        seconds = _rendered(chosen, workers)
        rates.append(len(chosen) / seconds)
        lines.append(
            f"| {workers} | {len(chosen)} | {seconds:.1f} | {rates[-1]:.2f} | {rates[-1] / workers:.2f} |"
        )
    hours = [whole / rate / 3600 for rate in rates]
    lines += ["", f"All {whole:,} reports: {hours[0]:.1f} h with one worker, {hours[1]:.1f} h with two."]
    return "\n".join(lines)


def _rendered(keys: list[int], workers: int) -> float:
    """Seconds until so many workers have made the PDFs of these reports, from when they are awake."""
    from reports.models import Rendering, Report
    from reports.renderings import request_rendering

    first, *rest = keys
    with _at_work(workers):
        request_rendering(Report.objects.get(pk=first))
        _wait(lambda: Rendering.objects.filter(report=first, state=Rendering.State.DONE).exists())
        began = time.perf_counter()
        for key in rest:
            request_rendering(Report.objects.get(pk=key))
        done = Rendering.objects.filter(report__in=rest, state=Rendering.State.DONE)
        _wait(lambda: done.count() == len(rest))
        return (time.perf_counter() - began) * len(keys) / max(1, len(rest))


@contextmanager
def _at_work(workers: int) -> Iterator[None]:
    command = [sys.executable, "manage.py", "db_worker", "--queue-name=*", "--no-reload"]
    started = [
        subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _worker in range(workers)
    ]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def _wait(so: Callable[[], bool], seconds: float = 1800) -> None:
    until = time.monotonic() + seconds
    while not so():
        if time.monotonic() > until:
            raise TimeoutError("the workers did not finish")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
