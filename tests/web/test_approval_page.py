"""The approver's page: read, decide on waivers, remark and return, approve, publish; all in one form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import Measure
from reports.apply import apply
from reports.approval_models import ReturnedDocument, ReturnNote, Waiver
from reports.models import Report, State, Version
from reports.publication import perform, publish
from reports.waivers import ask_for_all
from tests import factories
from tests.cast import Cast, load_catalogue, sign_in
from trail.models import Event

REPORT = "/m/99400001/2568/report/results/"
PAGE = f"{REPORT}approval/"


@pytest.fixture
def report(cast: Cast) -> Report:
    load_catalogue()
    return apply(factories.results_document(), cast.municipality, actor=cast.officer)


@pytest.fixture
def submitted(cast: Cast, report: Report) -> Report:
    return perform(report, "submit", cast.officer)


@pytest.fixture
def with_waivers(cast: Cast) -> Report:
    load_catalogue()
    document = factories.results_document(sections=factories.results_document().sections[:5])
    report = apply(document, cast.municipality, actor=cast.officer)
    ask_for_all(report, cast.officer, "ประเด็นนี้ไม่เกี่ยวข้อง")
    return perform(report, "submit", cast.officer)


def text(client: Client, url: str = PAGE) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, report: Report, action: str, **fields: str) -> int:
    data = {"action": action, "sha256": report.submitted_sha256, "comment": "", **fields}
    status = client.post(PAGE, data).status_code
    report.refresh_from_db()
    return int(status)


def test_the_page_shows_what_was_submitted_and_by_whom(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    page = text(approver)
    assert cast.officer.name in page
    assert submitted.submitted_sha256 in page
    assert "มาตรการของประเด็นที่ 7" in page


def test_the_report_and_the_home_lead_to_it(approver: Client, submitted: Report) -> None:
    assert f'href="{PAGE}"' in text(approver, REPORT)
    assert f'href="{PAGE}"' in text(approver, "/m/99400001/2568/")


def test_a_draft_has_no_such_page(approver: Client, report: Report) -> None:
    assert approver.get(PAGE).headers["Location"] == REPORT


def test_approving_and_publishing_from_the_page(approver: Client, submitted: Report) -> None:
    assert send(approver, submitted, "approve") == 302
    assert submitted.state == State.APPROVED
    assert 'value="publish"' in text(approver)
    assert send(approver, submitted, "publish") == 302
    assert submitted.state == State.PUBLISHING


def test_an_officer_reads_and_cannot_decide(officer: Client, submitted: Report) -> None:
    assert 'name="action"' not in text(officer)
    assert send(officer, submitted, "approve") == 403
    assert submitted.state == State.SUBMITTED


def test_another_municipality_has_no_such_page(cast: Cast, submitted: Report) -> None:
    assert sign_in(Client(), cast.outsider).get(PAGE).status_code == 404


def test_only_what_was_read_is_approved(approver: Client, submitted: Report) -> None:
    assert send(approver, submitted, "approve", sha256="0" * 64) == 409
    assert send(approver, submitted, "return", sha256="0" * 64, comment="แก้") == 409
    assert submitted.state == State.SUBMITTED


@pytest.mark.parametrize("action", ["", "burn", "submit", "withdraw", "amend"])
def test_only_the_decisions_of_the_page_are_carried_out(
    approver: Client, submitted: Report, action: str
) -> None:
    assert send(approver, submitted, action, comment="เหตุผล") == 409
    assert submitted.state == State.SUBMITTED


def test_waivers_are_decided_with_the_approval(approver: Client, with_waivers: Report) -> None:
    first, second = Waiver.objects.all()
    one = {f"waiver-{first.pk}": "granted", f"waiver-note-{first.pk}": "เห็นด้วย"}
    assert send(approver, with_waivers, "approve", **one) == 409
    assert not Waiver.objects.exclude(decision="requested").exists()
    assert send(approver, with_waivers, "approve", **one, **{f"waiver-{second.pk}": "granted"}) == 302
    assert with_waivers.state == State.APPROVED
    assert [each.note for each in Waiver.objects.all()] == ["เห็นด้วย", ""]


def test_what_was_written_is_still_there_after_a_refusal(approver: Client, with_waivers: Report) -> None:
    first = Waiver.objects.first()
    assert first is not None
    data = {
        "action": "approve",
        "sha256": with_waivers.submitted_sha256,
        "comment": "ความเห็นที่พิมพ์",
        f"waiver-{first.pk}": "refused",
        f"waiver-note-{first.pk}": "หมายเหตุที่พิมพ์",
        "pin-measure-1-1": "ข้อสังเกตที่พิมพ์",
    }
    page = approver.post(PAGE, data).content.decode()
    for typed in ("ความเห็นที่พิมพ์", "หมายเหตุที่พิมพ์", "ข้อสังเกตที่พิมพ์", 'value="refused" checked'):
        assert typed in page


def test_a_return_pins_remarks_to_measures(
    approver: Client, officer: Client, cast: Cast, submitted: Report
) -> None:
    assert send(approver, submitted, "return", **{"pin-measure-2-1": "ระบุจำนวนผู้ใช้"}) == 302
    assert submitted.state == State.DRAFT
    note = ReturnNote.objects.get()
    measure = Measure.objects.get(title="มาตรการของประเด็นที่ 2")
    assert (note.subject_type, note.subject_id, note.text) == ("measure", measure.pk, "ระบุจำนวนผู้ใช้")
    assert "ระบุจำนวนผู้ใช้" in Event.objects.get(action="report-returned").comment
    page = text(officer, REPORT)
    assert "ระบุจำนวนผู้ใช้" in page
    assert f"/results/{measure.pk}/" in page


def test_a_return_says_why(approver: Client, submitted: Report) -> None:
    assert send(approver, submitted, "return") == 409
    assert submitted.state == State.SUBMITTED


def test_pressed_twice_is_once(approver: Client, submitted: Report) -> None:
    sha256 = submitted.submitted_sha256
    for _press in range(2):
        data = {"action": "return", "sha256": sha256, "comment": "แก้", "pin-measure-1-1": "ตรงนี้"}
        assert approver.post(PAGE, data).status_code == 302
    assert ReturnNote.objects.count() == ReturnedDocument.objects.count() == 1
    assert Event.objects.filter(action="report-returned").count() == 1


def test_the_officer_marks_a_remark_as_done(
    approver: Client, officer: Client, cast: Cast, submitted: Report
) -> None:
    send(approver, submitted, "return", **{"pin-measure-1-1": "ตรงนี้"})
    note = ReturnNote.objects.get()
    assert officer.post(f"{REPORT}notes/{note.pk}/").status_code == 302
    note.refresh_from_db()
    assert note.resolved_by == cast.officer
    assert Event.objects.filter(action="return-note-resolved").count() == 1


def test_a_remark_of_another_report_is_not_found(
    approver: Client, officer: Client, submitted: Report
) -> None:
    assert officer.post(f"{REPORT}notes/4711/").status_code == 404


def test_the_approver_sees_what_was_mended_since_the_return(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    from measures.services import update_measure

    send(approver, submitted, "return", comment="ระบุจำนวน")
    measure = Measure.objects.get(title="มาตรการของประเด็นที่ 2")
    update_measure(measure, {"output": "๑. ประชุม 4 ครั้ง\n๒. เผยแพร่แล้ว"}, actor=cast.officer)
    perform(submitted, "submit", cast.officer)
    page = text(approver)
    assert "๑. ประชุม<del>แล้ว</del><ins> 4 ครั้ง</ins>" in page
    assert "ระบุจำนวน" in page


def test_the_approver_sees_what_is_new_since_last_year(approver: Client, cast: Cast) -> None:
    load_catalogue()
    last = apply(factories.results_document(2567), cast.municipality, actor=cast.officer)
    for action, who in (("submit", cast.officer), ("approve", cast.approver), ("publish", cast.approver)):
        perform(last, action, who)
    publish(Version.objects.get().pk)
    sections = factories.results_document().sections
    fresh = factories.document_measure(1, title="เปิดศูนย์บริการเบ็ดเสร็จแห่งใหม่")
    document = factories.results_document(sections=(replace(sections[0], measures=(fresh,)), *sections[1:]))
    perform(apply(document, cast.municipality, actor=cast.officer), "submit", cast.officer)
    page = text(approver)
    assert "เปิดศูนย์บริการเบ็ดเสร็จแห่งใหม่" in page
    assert "มาตรการของประเด็นที่ 1" in page  # the one that is gone


def test_a_remark_stands_beside_its_field_until_it_is_done(
    approver: Client, officer: Client, submitted: Report
) -> None:
    fields = {"pin-measure-2-1": "ระบุจำนวนผู้ใช้", "field-measure-2-1": "outcome"}
    send(approver, submitted, "return", **fields)
    note = ReturnNote.objects.get()
    assert note.field == "outcome"
    assert note.url.endswith("#id_outcome")
    opened = f"/m/99400001/2568/results/{note.subject_id}/"
    assert "ระบุจำนวนผู้ใช้" in text(officer, opened)
    officer.post(f"{REPORT}notes/{note.pk}/")
    assert "ระบุจำนวนผู้ใช้" not in text(officer, opened)


def test_a_remark_on_no_known_field_is_about_the_measure(
    approver: Client, officer: Client, submitted: Report
) -> None:
    send(approver, submitted, "return", **{"pin-measure-2-1": "ตรวจใหม่", "field-measure-2-1": "burn"})
    note = ReturnNote.objects.get()
    assert note.field == ""
    assert "ตรวจใหม่" in text(officer, f"/m/99400001/2568/results/{note.subject_id}/")


def test_the_approver_sees_which_remarks_are_done(
    approver: Client, officer: Client, cast: Cast, submitted: Report
) -> None:
    send(approver, submitted, "return", **{"pin-measure-1-1": "ตรงนี้", "pin-measure-2-1": "ตรงนั้น"})
    first = ReturnNote.objects.order_by("pk")[0]
    officer.post(f"{REPORT}notes/{first.pk}/")
    perform(submitted, "submit", cast.officer)
    page = text(approver)
    assert page.count(f"{cast.officer.name} แก้แล้ว") == 1
    assert "ยังไม่ทำเครื่องหมายว่าแก้แล้ว" in page


def test_more_measures_ask_no_more(approver: Client, cast: Cast) -> None:
    load_catalogue()
    counts = []
    for number in (1, 4):
        sections = tuple(
            replace(
                each,
                measures=tuple(
                    factories.document_measure(each.issue or 0, title=f"มาตรการ {each.issue}/{place}")
                    for place in range(number)
                ),
            )
            for each in factories.results_document().sections
        )
        document = factories.results_document(sections=sections)
        mode: Any = "new" if number == 1 else "replace"
        report = apply(document, cast.municipality, mode=mode, actor=cast.officer)
        perform(report, "submit", cast.officer)
        text(approver)
        with CaptureQueriesContext(connection) as asked:
            text(approver)
        counts.append(len(asked))
        perform(report, "recall", cast.officer)
    assert counts[0] == counts[1]
