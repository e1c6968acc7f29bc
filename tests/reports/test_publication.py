"""Publishing: what the approver read is stored whole, under its own number, and stays."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from reports import publication, storage
from reports.apply import apply
from reports.files import JSON_TYPE, PDF_TYPE, File, RenderingFailed, published_files
from reports.formats.json_form import loads
from reports.models import Report, State, Version
from reports.publication import perform, publish
from reports.tasks import publish_version
from reports.workflow import TRANSITIONS, CommentMissing, NotAllowed
from tests import factories
from tests.cast import Cast, load_catalogue, make_cast
from trail.models import Event
from trail.services import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def approved(people: Cast) -> Report:
    report = apply(factories.results_document(), people.municipality, actor=people.officer)
    perform(report, "submit", people.officer)
    return perform(report, "approve", people.approver)


@pytest.fixture
def published(people: Cast, approved: Report) -> Report:
    perform(approved, "publish", people.approver)
    publish(Version.objects.get().pk)
    approved.refresh_from_db()
    return approved


def test_publishing_queues_the_files_and_reserves_a_number(people: Cast, approved: Report) -> None:
    report = perform(approved, "publish", people.approver)
    version = Version.objects.get()
    assert (report.state, version.number, version.state) == (State.PUBLISHING, 1, Version.State.RESERVED)
    task = DBTaskResult.objects.get()
    assert task.task_path == publish_version.module_path
    assert task.args_kwargs["args"] == [version.pk]


def test_a_published_version_has_every_file_of_the_document_that_was_read(published: Report) -> None:
    version = Version.objects.get()
    assert (published.state, version.state, version.number) == (State.PUBLISHED, Version.State.PUBLIC, 1)
    frozen = storage.read(version.files["json"])
    assert hashlib.sha256(frozen).hexdigest() == version.document_sha256 == published.submitted_sha256
    assert loads(frozen).title == "รายงานผลการดำเนินการ"
    html = storage.read(version.files["html"]).decode()
    assert "มาตรการของประเด็นที่ 7" in html
    assert version.document_sha256 in html.replace(" ", "")
    pdf = PdfReader(io.BytesIO(storage.read(version.files["pdf"])))
    assert "/r/99400001/results/2568/v1/" in "".join(page.extract_text() for page in pdf.pages)


def test_the_files_of_a_version_can_be_made_again_byte_for_byte(
    rendered_anew: None, published: Report
) -> None:
    version = Version.objects.select_related("report").get()
    again = published_files(version)
    made = {name: hashlib.sha256(file.data).hexdigest() for name, file in again.items()}
    assert made == version.files


def test_a_pdf_that_is_less_than_it_should_be_says_so_in_the_version_and_its_event(
    people: Cast, approved: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plain(version: Version) -> dict[str, File]:
        return {"pdf": File(b"%PDF-1.7", PDF_TYPE, 1, "written without tags"), "json": File(b"{}", JSON_TYPE)}

    perform(approved, "publish", people.approver)
    monkeypatch.setattr(publication, "published_files", plain)
    publish(Version.objects.get().pk)
    assert Version.objects.get().notice == "written without tags"
    assert Event.objects.get(action="report-published").after["notice"] == "written without tags"


def test_style_and_fonts_of_the_page_are_kept_with_it(published: Report) -> None:
    import re

    version = Version.objects.get()
    linked = re.findall(r"/r/assets/([0-9a-f]{64})\.", storage.read(version.files["html"]).decode())
    assert linked
    assert all(storage.exists(sha256) for sha256 in linked)


def test_publishing_twice_in_the_worker_does_it_once(published: Report) -> None:
    version = Version.objects.get()
    publish(version.pk)
    assert Version.objects.get().published_at == version.published_at
    assert Event.objects.filter(action="report-published").count() == 1


def test_a_failure_sends_the_report_back_with_the_reason_and_keeps_the_number(
    people: Cast, approved: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(version: Version) -> None:
        raise RenderingFailed("one word has 40,000 characters")

    perform(approved, "publish", people.approver)
    with monkeypatch.context() as patch:
        patch.setattr(publication, "published_files", refuse)
        publish(Version.objects.get().pk)
    approved.refresh_from_db()
    assert approved.state == State.APPROVED
    assert Version.objects.get().notice == "one word has 40,000 characters"
    assert Event.objects.get(action="report-publishing-failed").comment == "one word has 40,000 characters"
    perform(approved, "publish", people.approver)
    publish(Version.objects.get().pk)
    assert [(each.number, each.state, each.notice) for each in Version.objects.all()] == [(1, "public", "")]


def test_a_word_of_forty_thousand_characters_is_a_reason_not_a_crash(people: Cast) -> None:
    document = factories.results_document()
    sections = (*document.sections[:6], _with_output(document.sections[6], "abcdefghij" * 4_000))
    report = apply(factories.results_document(sections=sections), people.municipality)
    perform(report, "submit", people.officer)
    perform(report, "approve", people.approver)
    perform(report, "publish", people.approver)
    publish(Version.objects.get().pk)
    report.refresh_from_db()
    assert report.state == State.APPROVED
    assert "40,000" in Version.objects.get().notice


def _with_output(section: object, output: str) -> object:
    from dataclasses import replace

    return replace(section, measures=(factories.document_measure(7, output=output),))  # type: ignore[type-var]


def test_an_amended_report_gets_the_next_number_and_the_old_one_stays(
    people: Cast, published: Report
) -> None:
    first = dict(Version.objects.get().files)
    perform(published, "amend", people.officer, "แก้ไขผลลัพธ์ข้อ ๒")
    perform(published, "submit", people.officer)
    perform(published, "approve", people.approver)
    perform(published, "publish", people.approver)
    publish(Version.objects.get(number=2).pk)
    versions = {each.number: each for each in Version.objects.all()}
    assert versions[1].state == versions[2].state == Version.State.PUBLIC
    assert versions[1].files == first
    assert versions[2].reason == "แก้ไขผลลัพธ์ข้อ ๒"


def test_a_version_is_withdrawn_with_a_public_reason(people: Cast, published: Report) -> None:
    with pytest.raises(CommentMissing):
        perform(published, "withdraw", people.approver)
    with pytest.raises(NotAllowed):
        perform(published, "withdraw", people.officer, "ผิดปี")
    perform(published, "withdraw", people.auditor, "คะแนนผิดปี")
    perform(published, "withdraw", people.auditor, "คะแนนผิดปี")
    version = Version.objects.get()
    assert (version.state, version.withdrawn_reason, version.withdrawn_by) == (
        Version.State.WITHDRAWN,
        "คะแนนผิดปี",
        people.auditor,
    )
    assert Event.objects.get(action="version-withdrawn").after["version"] == 1


def test_withdrawing_twice_never_reaches_the_version_before(people: Cast, published: Report) -> None:
    perform(published, "amend", people.officer, "แก้ไข")
    perform(published, "submit", people.officer)
    perform(published, "approve", people.approver)
    perform(published, "publish", people.approver)
    publish(Version.objects.get(number=2).pk)
    for _ in range(2):
        perform(published, "withdraw", people.approver, "ผิด")
    assert {each.number: each.state for each in Version.objects.all()} == {1: "public", 2: "withdrawn"}


@pytest.mark.parametrize(
    "change",
    [
        {"document": b"{}"},
        {"files": {}},
        {"number": 9},
        {"document_sha256": "0" * 64},
        {"format": 2},
        {"reason": "x"},
        {"published_at": timezone.now()},
        {"reserved_at": timezone.now()},
    ],
)
def test_the_database_refuses_to_change_a_published_version(
    published: Report, change: dict[str, object]
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.update(**change)


def test_the_database_keeps_a_withdrawn_version_withdrawn(people: Cast, published: Report) -> None:
    perform(published, "withdraw", people.approver, "ตัวเลขผิด")
    for change in ({"state": "public", "withdrawn_at": None}, {"withdrawn_reason": "อื่น"}):
        with pytest.raises(DatabaseError, match="withdrawn"), transaction.atomic():
            Version.objects.update(**change)


def test_the_database_wants_the_reason_of_every_step_that_needs_one(published: Report) -> None:
    for transition in TRANSITIONS:
        if transition.comment:
            with pytest.raises(DatabaseError, match="comment"), transaction.atomic():
                record(transition.event, published)


def test_the_database_refuses_to_delete_a_published_version(published: Report) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.all().delete()


def test_later_changes_of_name_and_scores_leave_the_published_bytes_alone(
    people: Cast, published: Report
) -> None:
    version = Version.objects.select_related("report").get()
    people.municipality.records.update(name="ชื่อใหม่")
    made = hashlib.sha256(published_files(version)["html"].data).hexdigest()
    assert made == version.files["html"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_the_queued_task(people: Cast, approved: Report) -> None:
    from django.core.management import call_command

    perform(approved, "publish", people.approver)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False)
    approved.refresh_from_db()
    assert approved.state == State.PUBLISHED
    task = DBTaskResult.objects.get(task_path=publish_version.module_path)
    assert task.status == TaskResultStatus.SUCCESSFUL
