"""A draft's PDF: asked for once, made by the worker, on the newest Document."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from measures.models import Measure
from measures.services import update_measure
from reports import renderings, storage
from reports.apply import apply
from reports.files import File, RenderingFailed
from reports.frozen import frozen_now
from reports.models import Rendering, Report, State, StoredFile
from reports.publication import perform
from reports.renderings import MAX_ATTEMPTS, make, request_rendering
from tests import factories
from tests.cast import Cast, load_catalogue, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def report(people: Cast) -> Report:
    return apply(factories.results_document(), people.municipality, actor=people.officer)


def _change(text: str) -> None:
    update_measure(Measure.objects.order_by("pk").first(), {"output": text})


def test_a_request_is_queued_and_made(people: Cast, report: Report) -> None:
    rendering = request_rendering(report, actor=people.officer)
    assert (rendering.state, rendering.requested_by) == (Rendering.State.QUEUED, people.officer)
    make(rendering.pk)
    rendering.refresh_from_db()
    assert rendering.state == Rendering.State.DONE
    assert rendering.pages >= 1
    assert storage.read(rendering.file_id).startswith(b"%PDF-")
    assert rendering.document_sha256 == frozen_now(report).sha256


def test_asking_twice_makes_one_job(report: Report) -> None:
    assert request_rendering(report) == request_rendering(report)
    assert DBTaskResult.objects.count() == 1


def test_a_finished_pdf_of_the_same_document_is_used_again(report: Report) -> None:
    first = request_rendering(report)
    make(first.pk)
    assert request_rendering(report) == first
    _change("ทำอย่างอื่น")
    assert request_rendering(report) != first


def test_a_finished_pdf_whose_bytes_are_lost_is_made_again(rendered_anew: None, report: Report) -> None:
    first = request_rendering(report)
    make(first.pk)
    first.refresh_from_db()
    storage.path_of(first.file_id).unlink()
    assert request_rendering(report) != first


def test_a_queued_job_makes_the_newest_document(report: Report) -> None:
    rendering = request_rendering(report)
    _change("ข้อความล่าสุด")
    make(rendering.pk)
    rendering.refresh_from_db()
    assert rendering.document_sha256 == frozen_now(report).sha256


def test_what_is_asked_for_while_another_is_made_comes_next(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(frozen: object) -> File:
        _change("แก้ระหว่างทำ PDF")
        assert request_rendering(report).pk == rendering.pk
        return File(b"%PDF-1.7", "application/pdf", 1)

    rendering = request_rendering(report)
    monkeypatch.setattr(renderings, "draft_pdf", slow)
    make(rendering.pk)
    states = list(Rendering.objects.order_by("pk").values_list("state", "document_sha256"))
    assert [state for state, _ in states] == [Rendering.State.DONE, Rendering.State.QUEUED]
    assert states[1][1] == frozen_now(report).sha256
    assert DBTaskResult.objects.count() == 2


def test_a_refused_document_fails_with_its_reason(report: Report) -> None:
    _change("x" * 40_000)
    rendering = request_rendering(report)
    make(rendering.pk)
    rendering.refresh_from_db()
    assert rendering.state == Rendering.State.FAILED
    assert "40,000" in rendering.reason
    assert request_rendering(report) != rendering


def test_an_unexpected_failure_is_told_without_its_inside(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(frozen: object) -> File:
        raise KeyError("secret")

    rendering = request_rendering(report)
    monkeypatch.setattr(renderings, "draft_pdf", broken)
    make(rendering.pk)
    rendering.refresh_from_db()
    assert rendering.state == Rendering.State.FAILED
    assert "secret" not in rendering.reason


def test_while_in_approval_the_submitted_document_is_made(people: Cast, report: Report) -> None:
    perform(report, "submit", people.officer)
    report.refresh_from_db()
    assert request_rendering(report).document_sha256 == report.submitted_sha256


class TestLostWorkers:
    """A killed worker leaves its task running for ever; `reap_tasks` puts it back."""

    @pytest.fixture
    def lost(self, report: Report) -> DBTaskResult:
        request_rendering(report)
        task = DBTaskResult.objects.get()
        task.claim("worker-1")
        Rendering.objects.update(
            state=Rendering.State.RUNNING, started_at=timezone.now() - timedelta(hours=1), attempts=1
        )
        DBTaskResult.objects.update(started_at=timezone.now() - timedelta(hours=1))
        task.refresh_from_db()
        return task

    @pytest.mark.django_db(transaction=True)
    def test_a_lost_task_is_put_back_and_finished(self, lost: DBTaskResult) -> None:
        call_command("reap_tasks")
        lost.refresh_from_db()
        assert lost.status == TaskResultStatus.READY
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False)
        assert Rendering.objects.get().state == Rendering.State.DONE

    def test_a_task_that_runs_is_left_alone(self, lost: DBTaskResult) -> None:
        DBTaskResult.objects.update(started_at=timezone.now())
        call_command("reap_tasks")
        lost.refresh_from_db()
        assert lost.status == TaskResultStatus.RUNNING

    def test_after_the_last_attempt_the_rendering_fails_with_a_reason(self, lost: DBTaskResult) -> None:
        DBTaskResult.objects.update(worker_ids=["1", "2", "3"])
        Rendering.objects.update(attempts=MAX_ATTEMPTS, requested_at=timezone.now() - timedelta(hours=2))
        call_command("reap_tasks")
        lost.refresh_from_db()
        rendering = Rendering.objects.get()
        assert (lost.status, rendering.state) == (TaskResultStatus.FAILED, Rendering.State.FAILED)
        assert rendering.reason


def test_a_failed_rendering_leaves_no_file_behind(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(frozen: object) -> File:
        raise RenderingFailed("no")

    rendering = request_rendering(report)
    monkeypatch.setattr(renderings, "draft_pdf", refuse)
    make(rendering.pk)
    assert not StoredFile.objects.exists()


def test_a_published_report_whose_worker_was_lost_goes_back_to_approved(people: Cast, report: Report) -> None:
    from reports.models import Version

    perform(report, "submit", people.officer)
    perform(report, "approve", people.approver)
    perform(report, "publish", people.approver)
    Version.objects.update(reserved_at=timezone.now() - timedelta(hours=1))
    call_command("reap_tasks")
    report.refresh_from_db()
    assert report.state == State.APPROVED
