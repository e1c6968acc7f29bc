"""Fields saved one by one: each change says what it started from, and may be sent again as often as need be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.models import Assessment, ItemScore
from assessments.services import add_analysis_row
from editing.models import FieldRevision
from editing.services import LONGEST, Change, Result, save_changes
from editing.texts import text_hash
from measures.models import Measure
from measures.services import delete_measure, update_measure
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, sign_in
from tests.editing.conftest import in_approval
from trail.models import Event

SAVE = f"/m/{CODE}/{YEAR}/save/"


def change(work: Work, text: str, *, base: str = "", sequence: int = 1, **other: str) -> Change:
    subject = other.get("subject", f"measure:{work.measure.pk}")
    return Change(
        subject, other.get("field", "outcome"), text, text_hash(base), sequence, other.get("session", "a")
    )


def save(cast: Cast, *changes: Change, actor: Any = None) -> list[Result]:
    return save_changes(cast.municipality, YEAR, changes, actor=actor or cast.officer)


def outcome(work: Work) -> str:
    return Measure.objects.get(pk=work.measure.pk).outcome


def test_a_text_is_saved_and_its_hash_comes_back(cast: Cast, work: Work) -> None:
    (result,) = save(cast, change(work, "ผู้มาติดต่อรอน้อยลง  "))
    assert (result.status, result.text) == ("saved", "ผู้มาติดต่อรอน้อยลง")
    assert result.hash == text_hash("ผู้มาติดต่อรอน้อยลง")
    assert outcome(work) == "ผู้มาติดต่อรอน้อยลง"


def test_a_save_sent_again_changes_nothing(cast: Cast, work: Work) -> None:
    save(cast, change(work, "หนึ่ง"))
    version = Measure.objects.get(pk=work.measure.pk).version
    (again,) = save(cast, change(work, "หนึ่ง"))
    assert again.status == "saved"
    assert Measure.objects.get(pk=work.measure.pk).version == version


def test_an_older_save_of_the_same_page_that_arrives_late_does_not_go_back(cast: Cast, work: Work) -> None:
    save(cast, change(work, "หนึ่ง", sequence=1))
    save(cast, change(work, "หนึ่ง สอง", base="หนึ่ง", sequence=2))
    (late,) = save(cast, change(work, "หนึ่ง", sequence=1))
    assert (late.status, late.text) == ("saved", "หนึ่ง สอง")
    assert outcome(work) == "หนึ่ง สอง"


def test_a_page_whose_answer_was_lost_is_no_conflict_with_itself(cast: Cast, work: Work) -> None:
    """The first save was stored, the answer never arrived; the page still starts from the empty text."""
    save(cast, change(work, "หนึ่ง", sequence=1))
    (result,) = save(cast, change(work, "หนึ่ง สอง", base="", sequence=2))
    assert result.status == "saved"
    assert outcome(work) == "หนึ่ง สอง"


def test_a_colleagues_text_is_not_overwritten_and_both_are_known(cast: Cast, work: Work) -> None:
    save(cast, change(work, "ของเพื่อน", session="b"), actor=cast.approver)
    (result,) = save(cast, change(work, "ของฉัน", base=""))
    assert (result.status, result.text, result.by) == ("conflict", "ของเพื่อน", "อรุณี พร้อมตรวจ")
    assert outcome(work) == "ของเพื่อน"


def test_a_text_written_over_that_of_a_form_is_a_conflict_too(cast: Cast, work: Work) -> None:
    save(cast, change(work, "หนึ่ง", sequence=1))
    update_measure(work.measure, {"outcome": "จากแบบฟอร์ม"}, actor=cast.officer)
    (result,) = save(cast, change(work, "หนึ่ง สอง", base="หนึ่ง", sequence=2))
    assert result.status == "conflict"


def test_the_chosen_text_is_saved_from_what_was_seen(cast: Cast, work: Work) -> None:
    save(cast, change(work, "ของเพื่อน", session="b"))
    save(cast, change(work, "ของฉัน", base=""))
    (result,) = save(cast, change(work, "ของฉัน", base="ของเพื่อน", sequence=2))
    assert result.status == "saved"
    assert outcome(work) == "ของฉัน"


def test_neighbouring_fields_are_no_conflict(cast: Cast, work: Work) -> None:
    save(cast, change(work, "ผลลัพธ์", session="b"))
    (result,) = save(cast, change(work, "ผลผลิต", field="output"))
    assert result.status == "saved"


def test_the_same_text_from_two_people_is_no_conflict(cast: Cast, work: Work) -> None:
    save(cast, change(work, "เหมือนกัน", session="b"))
    (result,) = save(cast, change(work, "เหมือนกัน", base=""))
    assert result.status == "saved"


def test_of_two_changes_of_one_field_the_later_one_counts(cast: Cast, work: Work) -> None:
    results = save(cast, change(work, "หนึ่ง สอง", base="หนึ่ง", sequence=2), change(work, "หนึ่ง", sequence=1))
    assert [each.status for each in results] == ["saved"]
    assert outcome(work) == "หนึ่ง สอง"


def test_lists_travel_one_a_line(cast: Cast, work: Work) -> None:
    measure = work.measure
    results = save(
        cast,
        change(work, "สำนักปลัดเทศบาล\n\nนิติกร ", field="responsible", base="กองคลัง"),
        change(work, "i2\nO1", field="items", base="i1"),
        change(work, "ไตรมาสที่ ๓ - ๔", field="period", base="ไตรมาสที่ ๑ - ๒"),
    )
    assert [each.status for each in results] == ["saved"] * 3
    measure.refresh_from_db()
    assert [each.name for each in measure.responsible.all()] == ["สำนักปลัดเทศบาล", "นิติกร"]
    assert [each.item.code for each in measure.items.all()] == ["i2", "O1"]
    assert measure.period_style == "quarters"


def test_status_and_progress_of_a_round_are_fields_too(cast: Cast, work: Work) -> None:
    results = save(
        cast,
        change(work, "done", field="progress.six.status"),
        change(work, "ทำครบทุกหมู่บ้าน", field="progress.six.text"),
        change(work, "perhaps", field="progress.twelve.status"),
    )
    assert {each.field: each.status for each in results} == {
        "progress.six.status": "saved",
        "progress.six.text": "saved",
        "progress.twelve.status": "invalid",
    }


def test_an_unknown_item_is_refused_and_the_rest_is_saved(cast: Cast, work: Work) -> None:
    wrong, right = save(
        cast, change(work, "i99", field="items", base="i1"), change(work, "ดี", field="output")
    )
    assert (wrong.status, right.status) == ("invalid", "saved")
    assert "i99" in wrong.message


def test_scores_are_saved_as_typed_and_impossible_ones_are_refused(cast: Cast, work: Work) -> None:
    subject = f"assessment:{YEAR}"
    results = save(
        cast,
        change(work, " ๙๔.๐๑ ", subject=subject, field="score.i1"),
        change(work, "๑๒๐", subject=subject, field="score.i2"),
        change(work, "ขาดหลักฐาน", subject=subject, field="remark.i1"),
        change(work, "88.5", subject=subject, field="indicator.1"),
        change(work, "91", subject=subject, field="announced.total"),
        change(work, "15 ส.ค. 2568", subject=subject, field="announced.announced_on"),
    )
    assert {each.field: each.status for each in results} == {
        "score.i1": "saved",
        "score.i2": "invalid",
        "remark.i1": "saved",
        "indicator.1": "saved",
        "announced.total": "saved",
        "announced.announced_on": "saved",
    }
    texts = {each.field: each.text for each in results}
    assert texts["score.i1"] == "94.01"
    assert texts["announced.announced_on"] == "15 ส.ค. 2568"
    assert ItemScore.objects.get(assessment__assessed_year=YEAR, item__code="i1").remark == "ขาดหลักฐาน"


def test_the_first_score_of_a_year_begins_its_assessment(cast: Cast, work: Work) -> None:
    assert not Assessment.objects.filter(assessed_year=YEAR).exists()
    save(cast, change(work, "90", subject=f"assessment:{YEAR}", field="score.i1"))
    assert Event.objects.filter(action="assessment-created", actor=cast.officer).count() == 2


def test_an_analysis_is_saved_by_itself(cast: Cast, work: Work) -> None:
    row = add_analysis_row(
        work.assessment, {"issue": 2, "items": ["e1"], "remark": "รอนาน"}, actor=cast.officer
    )
    subject = f"analysis:{row.pk}"
    results = save(
        cast,
        change(work, "รอไม่นาน", subject=subject, field="remark", base="รอนาน"),
        change(work, "e1\ne2", subject=subject, field="items", base="e1"),
        change(work, "9", subject=subject, field="issue", base="2"),
    )
    assert [each.status for each in results] == ["saved", "saved", "invalid"]


@pytest.mark.parametrize(
    ("subject", "field"),
    [
        ("measure:999999", "outcome"),
        ("measure:x", "outcome"),
        ("measure", "outcome"),
        ("horse:1", "outcome"),
        ("assessment:2400", "score.i1"),
        ("assessment:2560", "score.i1"),
        (f"assessment:{YEAR}", "score.z9"),
        (f"assessment:{YEAR}", "version"),
        (f"assessment:{YEAR}", "announced.version"),
        ("analysis:999", "remark"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_written(
    cast: Cast, work: Work, subject: str, field: str
) -> None:
    (result,) = save(cast, change(work, "1", subject=subject, field=field))
    assert result.status == "gone"
    assert result.message


@pytest.mark.parametrize("field", ["version", "section_id", "extra", "pk", "evidence"])
def test_only_the_fields_of_a_measure_can_be_saved(cast: Cast, work: Work, field: str) -> None:
    (result,) = save(cast, change(work, "7", field=field))
    assert result.status == "gone"


def test_a_deleted_measure_keeps_the_text_with_its_writer(cast: Cast, work: Work) -> None:
    gone = change(work, "ข้อความ")
    delete_measure(work.measure, actor=cast.officer)
    assert save(cast, gone)[0].status == "gone"


def test_a_text_that_nobody_could_print_is_refused(cast: Cast, work: Work) -> None:
    (result,) = save(cast, change(work, "ก" * (LONGEST + 1)))
    assert result.status == "invalid"
    assert outcome(work) == ""


def test_a_report_in_approval_refuses_with_the_reason(cast: Cast, work: Work) -> None:
    in_approval(work.analysis, cast.officer)
    held, free = save(
        cast,
        change(work, "ชื่อใหม่", field="title", base="ทบทวนขั้นตอนบริการ 1"),
        change(work, "ผลลัพธ์", field="outcome"),
    )
    assert (held.status, free.status) == ("locked", "saved")
    assert "รออนุมัติ" in held.message


def test_one_session_is_one_revision_and_one_event(cast: Cast, work: Work) -> None:
    before = Event.objects.count()
    for number, text in enumerate(("ก", "กข", "กขค"), start=1):
        save(cast, change(work, text, sequence=number))
    (kept,) = FieldRevision.objects.filter(field="outcome")
    assert (kept.before, kept.text, kept.actor) == ("", "กขค", cast.officer)
    assert Event.objects.count() == before + 1


class TestEndpoint:
    def post(self, client: Client, cast: Cast, body: Any, **more: Any) -> Any:
        if isinstance(body, list):
            body = {"user": cast.officer.pk, "changes": body}
        return client.post(SAVE, body, content_type="application/json", **more)

    def one(self, work: Work, text: str = "ดีขึ้น") -> dict[str, Any]:
        subject = f"measure:{work.measure.pk}"
        return {
            "subject": subject, "field": "outcome", "text": text, "base": text_hash(""), "sequence": 1,
            "session": "a",
        }  # fmt: skip

    def test_it_saves_and_answers_with_the_text_as_it_prints(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        answer = self.post(officer, cast, [self.one(work, "๑. **ดี**ขึ้น")]).json()
        assert "<b>ดี</b>" in answer["results"][0]["html"]

    def test_the_text_is_escaped(self, officer: Client, cast: Cast, work: Work) -> None:
        answer = self.post(officer, cast, [self.one(work, "<script>alert(1)</script>")]).json()
        assert "<script" not in answer["results"][0]["html"]

    def test_a_session_that_ended_is_told_as_such(self, client: Client, cast: Cast, work: Work) -> None:
        assert self.post(client, cast, [self.one(work)]).status_code == 401

    def test_the_text_of_one_person_is_not_saved_as_anothers(self, cast: Cast, work: Work) -> None:
        other = sign_in(Client(), cast.officer)
        body = {"user": cast.approver.pk, "changes": [self.one(work)]}
        assert self.post(other, cast, body).status_code == 401
        assert outcome(work) == ""

    def test_an_approver_does_not_write(self, cast: Cast, work: Work) -> None:
        response = self.post(sign_in(Client(), cast.approver), cast, [self.one(work)])
        assert response.status_code == 403

    def test_another_municipality_finds_nothing(self, cast: Cast, work: Work) -> None:
        outsider = sign_in(Client(), cast.outsider)
        assert self.post(outsider, cast, [self.one(work)]).status_code == 404
        body = {"user": cast.outsider.pk, "changes": [self.one(work)]}
        response = outsider.post(SAVE.replace(CODE, OTHER_CODE), body, content_type="application/json")
        assert response.json()["results"][0]["status"] == "gone"

    @pytest.mark.parametrize(
        "body",
        [
            "x", "[]", "{}", '{"changes": 1}', '{"changes": [1]}', '{"changes": [{}]}',
            '{"changes": [{"text": 1, "sequence": 1}]}', '{"changes": [{"text": "", "sequence": "1"}]}',
            '{"changes": [{"text": "", "sequence": -1}]}',
            '{"changes": [{"text": "", "sequence": 1, "subject": "\\u0000"}]}',
        ],
    )  # fmt: skip
    def test_nonsense_is_refused(self, officer: Client, cast: Cast, work: Work, body: str) -> None:
        response = officer.post(SAVE, body, content_type="application/json")
        assert response.status_code in (400, 401)

    def test_a_forged_request_is_refused(self, cast: Cast, work: Work) -> None:
        strict = sign_in(Client(enforce_csrf_checks=True), cast.officer)
        assert self.post(strict, cast, [self.one(work)]).status_code == 403

    def test_queries_do_not_grow_with_the_scores_of_a_pasted_column(
        self, officer: Client, cast: Cast, work: Work, django_assert_max_num_queries: Any
    ) -> None:
        def cell(code: str) -> dict[str, Any]:
            return {
                "subject": f"assessment:{YEAR - 1}", "field": f"score.{code}", "text": "95", "sequence": 1,
                "base": text_hash("90.00"), "session": "a",
            }  # fmt: skip

        with django_assert_max_num_queries(60):
            answer = self.post(officer, cast, [cell(f"i{number}") for number in range(1, 16)]).json()
        assert {each["status"] for each in answer["results"]} == {"saved"}
