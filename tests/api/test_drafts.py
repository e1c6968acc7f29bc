"""Another system fills in drafts: through the officer's services, guard and locks, and the history says so."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from assessments.models import Assessment
from assessments.services import save_scores
from measures.models import Measure
from measures.services import update_measure
from reports.frozen import frozen_now
from reports.models import State
from tests.api.asking import Program
from tests.cast import CODE, YEAR, Cast, Work
from trail.models import Event

SCORES, MEASURES = f"{CODE}/scores/{YEAR - 1}", f"{CODE}/measures/{YEAR}"


def fields(response: Any) -> list[str]:
    return [each["field"] for each in response.json()["errors"]]


class TestScores:
    def version(self, system: Program) -> int:
        return int(system.read(SCORES).json()["version"])

    def test_they_are_saved_in_the_officers_name_and_by_the_token(
        self, system: Program, work: Work, cast: Cast
    ) -> None:
        body = {
            "version": self.version(system),
            "items": {"i1": 91.25, "I2": "๙๙.๑๐", "O9": None},
            "indicators": {"3": "88"},
            "announced": {"total": "92.4", "level": "ผ่าน", "announced_on": "2025-08-29"},
        }
        response = system.send("PATCH", SCORES, body)
        assert response.status_code == 200
        items = {each["code"]: each["score"] for each in response.json()["items"]}
        assert (items["i1"], items["i2"], items["i3"], items["O9"]) == ("91.25", "99.10", "90.00", None)
        assert response.json()["announced"]["announced_on"] == "2025-08-29"
        event = Event.objects.filter(action="scores-saved").latest("pk")
        assert event.actor == cast.officer
        assert "e-Office" in event.comment

    def test_one_that_is_not_possible_keeps_all_from_being_saved(self, system: Program, work: Work) -> None:
        body = {
            "version": self.version(system),
            "items": {"i1": "12.00", "i2": "101", "zz": "1"},
            "indicators": {"77": "1"},
            "announced": {"total": "๙๐.๑๒๓"},
        }
        response = system.send("PATCH", SCORES, body)
        assert response.status_code == 422
        assert sorted(fields(response)) == ["announced.total", "indicators.77", "items.i2", "items.zz"]
        assert work.assessment.items.get(item__code="i1").score == 90

    def test_a_whole_year_replaces_what_there_was(self, system: Program, work: Work, cast: Cast) -> None:
        save_scores(
            work.assessment,
            {"i2": "70"},
            indicators={"3": "88"},
            announced={"total": "90", "source": "ประกาศ"},
            remarks={"i2": "ลดลงเพราะระบบใหม่"},
            actor=cast.officer,
        )
        body = {
            "version": self.version(system),
            "items": {"I1": "91.25"},
            "indicators": {"1": "95"},
            "announced": {"IIT": "90.10"},
        }
        first = system.send("PUT", SCORES, body)
        assert first.status_code == 200, first.content
        said = first.json()
        assert {each["code"]: each["score"] for each in said["items"] if each["score"]} == {"i1": "91.25"}
        assert {each["no"]: each["score"] for each in said["indicators"] if each["score"]} == {1: "95.00"}
        announced = said["announced"]
        assert (announced["total"], announced["IIT"], announced["source"]) == (None, "90.10", "")
        assert work.assessment.items.get(item__code="i2").remark == "ลดลงเพราะระบบใหม่"
        again = system.send("PUT", SCORES, body)
        assert (again.status_code, again.json()) == (200, said)
        assert Event.objects.filter(action="scores-saved", comment__contains="e-Office").count() == 1

    def test_a_whole_year_that_overwrites_a_change_is_refused(
        self, system: Program, work: Work, cast: Cast
    ) -> None:
        version = self.version(system)
        save_scores(work.assessment, {"i2": "70"}, actor=cast.officer)
        response = system.send("PUT", SCORES, {"version": version, "items": {"i1": "80"}})
        assert response.status_code == 409
        fields = {each["field"]: each for each in response.json()["conflicts"]}
        assert fields["items.i2"] == {"field": "items.i2", "stored": "70.00", "wanted": None}

    def test_an_item_is_named_once(self, system: Program, work: Work) -> None:
        body = {"version": self.version(system), "items": {"i1": "80", "I1": "81"}}
        for method in ("PATCH", "PUT"):
            assert fields(system.send(method, SCORES, body)) == ["items"]
        assert work.assessment.items.get(item__code="i1").score == 90

    def test_a_whole_year_names_its_items(self, system: Program, work: Work) -> None:
        assert fields(system.send("PUT", SCORES, {"version": self.version(system)})) == ["items"]
        assert work.assessment.items.get(item__code="i1").score == 90

    def test_a_field_that_changed_meanwhile_is_told_with_both_texts(
        self, system: Program, work: Work, cast: Cast
    ) -> None:
        version = self.version(system)
        save_scores(work.assessment, {"i1": "70"}, actor=cast.officer)
        response = system.send("PATCH", SCORES, {"version": version, "items": {"i1": "80"}})
        assert response.status_code == 409
        assert response.json()["conflicts"] == [{"field": "items.i1", "stored": "70.00", "wanted": "80.00"}]
        assert response.json()["version"] == version + 1
        same = system.send("PATCH", SCORES, {"version": float(version), "items": {"i1": "70"}})
        assert same.status_code == 200

    def test_a_year_is_begun_by_its_first_score(self, system: Program, cast: Cast) -> None:
        path = f"{CODE}/scores/{YEAR}"
        assert system.read(path).json()["version"] == 0
        assert not Assessment.objects.filter(assessed_year=YEAR).exists()
        assert system.send("PATCH", path, {"version": 0, "items": {"i1": "80"}}).status_code == 200
        assert Assessment.objects.filter(assessed_year=YEAR).exists()

    def test_nothing_is_begun_by_a_score_that_is_not_possible(self, system: Program) -> None:
        path = f"{CODE}/scores/{YEAR}"
        assert system.send("PATCH", path, {"version": 0, "items": {"i1": "180"}}).status_code == 422
        assert not Assessment.objects.filter(assessed_year=YEAR).exists()

    def test_a_year_without_a_catalogue_is_not_there(self, system: Program) -> None:
        assert system.read(f"{CODE}/scores/2650").status_code == 404
        assert system.send("PATCH", f"{CODE}/scores/2650", {"version": 0}).status_code == 404

    def test_what_is_not_understood_is_refused(self, system: Program) -> None:
        bodies: list[Any] = [
            {"version": 0, "item": {}},
            {"version": True},
            {"version": 0, "items": []},
            {"version": 0, "items": {"i1": True}},
            {"version": 0, "announced": {"status": "rumour"}},
            {"version": 10**20},
            [],
            None,
        ]
        for body in bodies:
            assert system.send("PATCH", SCORES, body).status_code == 422, body

    def test_a_body_that_is_no_json_is_refused(self, system: Program) -> None:
        path = f"/api/v1/own/{SCORES}"
        for body in (
            b"{",
            b'{"version": NaN}',
            b'{"version": 0, "announced": {"source": "\\ud800"}}',
            b"[" * 9999,
        ):
            response = system.client.generic("PATCH", path, body, content_type="application/json")
            assert response.status_code == 400, body[:40]
        assert (
            system.client.generic("PATCH", path, b"version=0", content_type="text/plain").status_code == 415
        )


class TestMeasures:
    def test_one_is_added_changed_and_deleted(self, system: Program, work: Work, cast: Cast) -> None:
        body = {
            "issue": 2,
            "title": "เปิดช่องทางออนไลน์",
            "responsible": ["กองคลัง"],
            "period": "ไตรมาสที่ ๑ - ๒",
            "items": ["i1"],
        }
        made = system.send("POST", MEASURES, body)
        assert made.status_code == 201
        path = made["Location"].rpartition("/own/")[2]
        said = made.json()
        assert (said["issue"], said["items"], said["period_start"]) == (2, ["i1"], "2024-10-01")
        assert said == system.read(path).json()
        changed = system.send("PATCH", path, {"version": said["version"], "outcome": "เร็วขึ้น"})
        assert (changed.json()["outcome"], changed.json()["title"]) == ("เร็วขึ้น", "เปิดช่องทางออนไลน์")
        version = changed.json()["version"]
        assert system.client.delete(f"/api/v1/own/{path}?version={version}").status_code == 204
        assert system.read(path).status_code == 404
        events = Event.objects.filter(comment__contains="e-Office").values_list("action", flat=True)
        assert set(events) == {"measure-added", "measure-saved", "measure-deleted"}

    def test_one_without_an_issue_has_a_section_of_its_own(self, system: Program, work: Work) -> None:
        for title in ("หนึ่ง", "สอง"):
            assert system.send("POST", MEASURES, {"title": title}).json()["issue"] is None
        assert work.plan.sections.filter(issue=None).count() == 1

    def test_a_change_that_somebody_made_meanwhile_is_told(
        self, system: Program, work: Work, cast: Cast
    ) -> None:
        path = f"{MEASURES}/{work.measure.pk}"
        version = system.read(path).json()["version"]
        update_measure(work.measure, {"period": "ตลอดปี"}, actor=cast.officer)
        response = system.send("PATCH", path, {"version": version, "period": "ไตรมาสที่ ๓"})
        assert response.status_code == 409
        both = {"field": "period", "stored": "ตลอดปี", "wanted": "ไตรมาสที่ ๓"}
        assert response.json()["conflicts"] == [both]
        assert system.client.delete(f"/api/v1/own/{path}?version={version}").status_code == 409
        assert Measure.objects.filter(pk=work.measure.pk).exists()

    def test_what_a_report_in_approval_holds_is_locked_with_the_reason(
        self, system: Program, work: Work, cast: Cast
    ) -> None:
        submit(work, cast)
        path = f"{MEASURES}/{work.measure.pk}"
        version = system.read(path).json()["version"]
        response = system.send("PATCH", path, {"version": version, "title": "อื่น"})
        assert response.status_code == 423
        assert "2567" in response.json()["detail"]
        assert system.send("POST", MEASURES, {"issue": 1, "title": "อื่น"}).status_code == 423
        assert system.client.delete(f"/api/v1/own/{path}?version={version}").status_code == 423
        assert system.send("PATCH", path, {"version": version, "outcome": "ดี"}).status_code == 200

    def test_what_the_service_refuses_is_said_by_field(self, system: Program, work: Work) -> None:
        path = f"{MEASURES}/{work.measure.pk}"
        version = system.read(path).json()["version"]
        assert fields(system.send("PATCH", path, {"version": version, "items": ["zz"]})) == ["items"]
        assert fields(system.send("POST", MEASURES, {"title": "ก", "issue": 99})) == ["issue"]
        assert fields(system.send("POST", MEASURES, {"title": ""})) == ["title"]
        assert not work.plan.sections.filter(issue=None).exists()

    def test_one_of_another_year_or_municipality_is_not_there(self, system: Program, work: Work) -> None:
        assert system.read(f"{CODE}/measures/{YEAR + 1}/{work.measure.pk}").status_code == 404
        assert system.read(f"{MEASURES}/999999999999999999999999").status_code == 404


def submit(work: Work, cast: Cast) -> None:
    """The analysis is submitted, whatever the checks find."""
    report = work.analysis
    frozen = frozen_now(report)
    report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
    report.submitted_at, report.submitted_by = timezone.now(), cast.officer
    report.state = State.SUBMITTED
    report.save()
