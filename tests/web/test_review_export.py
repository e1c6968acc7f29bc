"""The review queue as a workbook: asked for by an auditor, made by the worker, fetched by that auditor alone."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import Workbook, load_workbook

from municipalities.models import MunicipalityCode, Province
from municipalities.services import Identity, register_municipalities
from reports.models import Version
from review import exports
from review.export_models import QueueExport
from review.exports import KEPT_FOR, MAX_ATTEMPTS, make
from review.queue import Filters, queued
from review.services import add_finding, reply
from review.sheets import workbook
from tests.cast import Cast, load_catalogue, sign_in
from tests.review.published import auditor as another_auditor
from tests.review.published import published_version
from vault import passing

pytestmark = pytest.mark.django_db
ASK = "/review/export/"
State = QueueExport.State


@pytest.fixture
def version(cast: Cast) -> Version:
    load_catalogue()
    return published_version(cast)


@pytest.fixture
def auditor(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.auditor)


def ask(client: Client, query: str = "") -> QueueExport:
    response = client.post(f"{ASK}{query}")
    assert response.status_code == 302
    return QueueExport.objects.get(pk=response.headers["Location"].split("/")[3])


def fetched(client: Client, export: QueueExport) -> Workbook:
    response = client.get(f"{ASK}{export.pk}.xlsx")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return load_workbook(io.BytesIO(response.content))


def test_it_is_asked_for_made_and_fetched(auditor: Client, version: Version) -> None:
    assert f'action="{ASK}"' in auditor.get("/review/").content.decode()
    export = ask(auditor)
    assert "กำลังทำไฟล์ Excel" in auditor.get(f"{ASK}{export.pk}/").content.decode()
    assert auditor.get(f"{ASK}{export.pk}/state/").json()["ended"] is False
    assert auditor.get(f"{ASK}{export.pk}.xlsx").status_code == 404
    make(export.pk)
    assert auditor.get(f"{ASK}{export.pk}/state/").json()["ended"] is True
    assert f'href="{ASK}{export.pk}.xlsx"' in auditor.get(f"{ASK}{export.pk}/").content.decode()
    queue, _findings = fetched(auditor, export).worksheets
    assert [row[1].value for row in queue.iter_rows(min_row=2)] == ["เทศบาลตำบลตัวอย่าง"]


def test_no_text_is_a_formula(auditor: Client, cast: Cast, version: Version) -> None:
    add_finding(version, "=HYPERLINK(1)", "error", place_text="ประเด็นที่ ๒", actor=cast.auditor)
    reply(version, 1, "+แนบแล้ว", actor=cast.officer)
    export = ask(auditor)
    make(export.pk)
    _queue, findings = fetched(auditor, export).worksheets
    cells = [cell for row in findings.iter_rows(min_row=2) for cell in row]
    assert {cell.value for cell in cells} >= {"=HYPERLINK(1)", "+แนบแล้ว"}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_it_keeps_the_filters_of_the_queue_and_its_language(auditor: Client, version: Version) -> None:
    there, elsewhere = (
        ask(auditor, "?kind=results&tab=done&page=3&x=1"),
        ask(auditor, "?kind=analysis&lang=en"),
    )
    assert (there.query, elsewhere.query) == ("kind=results", "kind=analysis")
    for export in (there, elsewhere):
        make(export.pk)
    assert fetched(auditor, there).worksheets[0].max_row == 2
    english = fetched(auditor, elsewhere)
    assert (english.worksheets[0].title, english.worksheets[0].max_row) == ("Queue", 1)
    page = auditor.get(f"{ASK}{elsewhere.pk}/?lang=en").content.decode()
    assert 'href="/review/?kind=analysis&amp;lang=en"' in page


def test_who_presses_twice_waits_for_one(auditor: Client, version: Version) -> None:
    assert ask(auditor) == ask(auditor)
    assert ask(auditor, "?kind=results") != ask(auditor)
    asked = DBTaskResult.objects.filter(task_path="review.tasks.make_export")
    assert asked.count() == QueueExport.objects.count() == 2


def test_another_persons_is_not_there(auditor: Client, cast: Cast, version: Version) -> None:
    export = ask(auditor)
    make(export.pk)
    other = sign_in(Client(), another_auditor("second@example.org"))
    for path in (f"{export.pk}/", f"{export.pk}/state/", f"{export.pk}.xlsx"):
        assert other.get(f"{ASK}{path}").status_code == 404
        assert sign_in(Client(), cast.officer).get(f"{ASK}{path}").status_code == 403
    assert auditor.get(ASK).headers["Location"] == "/review/"


def test_what_falls_says_so_and_can_be_asked_for_again(
    auditor: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(_found: Any) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(exports, "workbook", fall)
    export = ask(auditor)
    make(export.pk)
    assert "ทำไฟล์ Excel ไม่สำเร็จ" in auditor.get(f"{ASK}{export.pk}/").content.decode()
    assert ask(auditor) != export


def test_a_worker_that_is_lost_again_and_again_is_not_waited_for(auditor: Client, version: Version) -> None:
    export = ask(auditor)
    QueueExport.objects.update(attempts=MAX_ATTEMPTS, state=State.RUNNING)
    make(export.pk)
    export.refresh_from_db()
    assert export.state == State.FAILED


def test_after_a_day_it_is_gone(auditor: Client, version: Version) -> None:
    old, new = ask(auditor), ask(auditor, "?kind=analysis")
    for each in (old, new):
        make(each.pk)
    old.refresh_from_db()
    QueueExport.objects.filter(pk=old.pk).update(asked_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    call_command("reap_tasks")
    assert list(QueueExport.objects.all()) == [new]
    assert not passing.path_of(old.file_sha256).exists()
    assert auditor.get(f"{ASK}{old.pk}.xlsx").status_code == 404
    assert fetched(auditor, new)


def test_more_reports_ask_no_more_of_the_database(cast: Cast, version: Version) -> None:
    def asked() -> int:
        for _until_all_are_counted in range(2):
            workbook(queued(cast.auditor, Filters()))
        with CaptureQueriesContext(connection) as queries:
            workbook(queued(cast.auditor, Filters()))
        return len(queries)

    add_finding(version, "ข้อสังเกตแรก", "info", place="measure:1.1", actor=cast.auditor)
    reply(version, 1, "รับทราบ", actor=cast.officer)
    few = asked()
    province = Province.objects.get(code="99")
    codes = [f"9940{number:04}" for number in range(100, 112)]
    district = province.districts.get()
    register_municipalities([Identity(code, "sao", f"หน่วย {code}", province, district) for code in codes])
    for owner in MunicipalityCode.objects.filter(code__in=codes).select_related("municipality"):
        add_finding(published_version(cast, owner.municipality), "ข้อสังเกต", "info", actor=cast.auditor)
    assert asked() == few


def test_the_button_leads_there_in_english_too(auditor: Client, version: Version) -> None:
    page = auditor.get("/review/?lang=en&kind=results").content.decode()
    assert f'action="{reverse("review_export")}?lang=en&amp;kind=results"' in page
    assert f'action="{reverse("review_several")}?lang=en&amp;kind=results"' in page
