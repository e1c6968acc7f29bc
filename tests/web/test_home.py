"""The home of a year: what is missing leads to its field, who did what last, days left, and what to do next."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from assessments.services import save_scores
from catalogue.deadlines import Deadline, deadlines_of, next_deadline
from measures.models import Measure
from measures.services import delete_measure, update_measure
from reports.models import Report, State
from reports.progress import Cycle
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, load_catalogue
from tests.factories import plan_with_measures
from trail.models import Event

HOME = f"/m/{CODE}/{YEAR}/"


def home(client: Client, year: int = YEAR) -> str:
    response = client.get(f"/m/{CODE}/{year}/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def section(page: str, heading: str) -> str:
    """The part of a page under a heading of the side column or the list of steps."""
    return page[page.index(f'id="{heading}"') :].split("</section>", maxsplit=1)[0]


def step(page: str, number: int) -> str:
    return page.split('<li class="step">')[number].split("</li>\n          <li", maxsplit=1)[0]


class TestEveryLinkLeadsToItsField:
    def test_what_is_missing_has_a_place_that_can_hold_the_focus(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        Measure.objects.filter(pk=work.measure.pk).update(
            title="", procedure="", follow_up="-", period_text=""
        )
        work.measure.responsible.all().delete()
        save_scores(work.assessment, {"O9": "", "i1": ""}, announced={"total": "12.00"}, actor=cast.officer)
        links = {each.url for each_step in Cycle(cast.municipality, YEAR).steps for each in each_step.missing}
        assert len(links) > 10
        pages: dict[str, str] = {}
        for link in sorted(links):
            url, _hash, fragment = link.partition("#")
            page = pages.setdefault(url, officer.get(url).content.decode())
            tag = re.search(rf'<(\w+)[^>]* id="{re.escape(fragment)}"[^>]*>', page)
            assert fragment, link
            assert tag, f"{link}: nothing has this id"
            focusable = tag[1] in {"input", "textarea", "select", "a", "button"} or "tabindex=" in tag[0]
            assert focusable, f"{link}: {tag[0]}"


class TestWhoDidWhatLast:
    def test_each_step_says_who_changed_what_and_when(self, officer: Client, cast: Cast, work: Work) -> None:
        save_scores(work.assessment, {"O12": "88.00"}, actor=cast.officer)
        update_measure(work.measure, {"outcome": "๑. เร็วขึ้น"}, actor=cast.approver)
        page = home(officer)
        assert "สมใจ รักงาน บันทึกคะแนน (ITA 2567 ข้อ O12) วันนี้" in step(page, 1)
        assert "อรุณี พร้อมตรวจ แก้มาตรการ (ประเด็นที่ ๑ มาตรการที่ 1: ผลลัพธ์) วันนี้" in step(page, 4)
        assert "สมใจ รักงาน" in step(page, 3)
        assert "อรุณี" not in step(page, 3)

    def test_a_field_that_saved_itself_is_told_too(self, officer: Client, cast: Cast, work: Work) -> None:
        Event.objects.create(
            action="measure-saved",
            actor=cast.approver,
            subject_type="measures.measure",
            subject_id=work.measure.pk,
            municipality_id=cast.municipality.pk,
            after={"fields": ["output"]},
        )
        page = home(officer)
        assert "อรุณี พร้อมตรวจ แก้มาตรการ (ประเด็นที่ ๑ มาตรการที่ 1: ผลการดำเนินการ)" in step(page, 4)
        assert "อรุณี" not in step(page, 3)

    def test_a_deletion_is_work_on_the_measures(self, officer: Client, cast: Cast, work: Work) -> None:
        delete_measure(work.measure, actor=cast.approver)
        assert "อรุณี พร้อมตรวจ ลบมาตรการ (ทบทวนขั้นตอนบริการ 1)" in step(home(officer), 3)

    def test_another_years_work_is_not_told(self, officer: Client, cast: Cast, work: Work) -> None:
        plan_with_measures(cast.municipality, YEAR + 1)
        assert "เพิ่มมาตรการ" not in step(home(officer, YEAR - 1), 3)

    def test_yesterday_is_called_so(self) -> None:
        from ita_portal.page_tags import lately, moment

        now = timezone.localtime().replace(hour=16, minute=40)
        assert lately(now) == "วันนี้ 16:40 น."
        assert lately(now - timedelta(days=1)) == "เมื่อวานนี้ 16:40 น."
        assert lately(now - timedelta(days=2)) == moment(now - timedelta(days=2))


class TestHistory:
    def test_a_long_history_is_told_in_pages(self, officer: Client, cast: Cast, work: Work) -> None:
        for number in range(120):
            Event.objects.create(
                action="measure-saved",
                actor=cast.officer,
                subject_type="measures.measure",
                subject_id=work.measure.pk,
                municipality_id=cast.municipality.pk,
                comment=f"ครั้งที่ {number}",
            )
        page = officer.get(f"{HOME}events/").content.decode()
        assert "ครั้งที่ 119" in page
        assert "ครั้งที่ 19”" not in page
        older = re.search(r'href="([^"]*events/\?before=\d+)"', page)
        assert older
        assert "ครั้งที่ 19”" in officer.get(older[1]).content.decode()

    @pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "๑"])
    def test_an_odd_place_to_go_on_from_is_the_beginning(
        self, officer: Client, work: Work, before: str
    ) -> None:
        assert officer.get(f"{HOME}events/", {"before": before}).status_code == 200


class TestDates:
    def deadline(self, start: str | None, end: str | None, today: str) -> Deadline:
        days = [date.fromisoformat(each) if each else None for each in (start, end, today)]
        assert days[2]
        return Deadline(2568, "เปิดเผยข้อมูล", days[0], days[1], days[2], verified=True)

    @pytest.mark.parametrize(
        ("start", "end", "today", "when", "days"),
        [
            ("2025-03-01", "2025-04-30", "2025-02-27", "ahead", 2),
            ("2025-03-01", "2025-04-30", "2025-03-01", "running", 60),
            ("2025-03-01", "2025-04-30", "2025-04-30", "running", 0),
            ("2025-03-01", "2025-04-30", "2025-05-01", "past", -1),
            (None, "2025-04-30", "2025-04-01", "running", 29),
            ("2025-08-15", None, "2025-08-01", "ahead", 14),
            ("2025-08-15", None, "2025-08-15", "running", 0),
        ],
    )
    def test_days_count_to_the_day_that_matters(
        self, start: str | None, end: str | None, today: str, when: str, days: int
    ) -> None:
        found = self.deadline(start, end, today)
        assert (found.when, found.days) == (when, days)

    def test_the_nearest_day_comes_first_and_what_is_over_never(self) -> None:
        over = self.deadline("2025-01-01", "2025-01-31", "2025-03-10")
        later = self.deadline("2025-08-15", "2025-08-15", "2025-03-10")
        running = self.deadline("2025-03-01", "2025-04-30", "2025-03-10")
        assert next_deadline([over, later, running]) is running
        assert next_deadline([over]) is None

    def test_the_catalogue_gives_the_dates(self, db: None) -> None:
        load_catalogue(2564, 2565)
        found = deadlines_of([2564, 2565, 2599], date(2021, 6, 25))
        assert [each.when for each in found[2564]].count("past") == 4
        clarification = next_deadline(found[2564])
        assert clarification
        assert (clarification.name, clarification.days) == ("ชี้แจงเพิ่มเติม", 9)
        assert found[2599] == []

    def test_a_year_without_dates_says_so_and_invents_none(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        part = section(home(officer, 2569), "calendar")
        assert "ITA 2570" in part
        assert "ยังไม่มีกำหนดในบัญชีรายการ" in part

    def test_the_dates_are_those_of_the_year_in_which_the_document_is_evaluated(
        self, officer: Client, work: Work
    ) -> None:
        part = section(home(officer), "calendar")
        assert part.index("ITA 2568") < part.index("(O27)") < part.index("ITA 2569") < part.index("(O26)")


class TestWhatNext:
    def next_of(self, page: str) -> str:
        return page[page.index('id="next-title"') :].split("</section>", maxsplit=1)[0]

    def test_an_empty_issue_says_what_it_costs(self, officer: Client, cast: Cast, work: Work) -> None:
        part = self.next_of(home(officer))
        assert "ประเด็นที่ ๒ ยังไม่มีมาตรการ" in part
        assert "ทั้งข้อ O27 อาจได้ 0 คะแนน" in part

    def test_what_last_year_had_is_offered(self, officer: Client, cast: Cast, work: Work) -> None:
        plan_with_measures(cast.municipality, YEAR - 1, per_issue=2)
        assert "ปีก่อนมีมาตรการ 2 รายการที่นำมาใช้ต่อได้" in self.next_of(home(officer))

    def test_a_complete_draft_is_to_be_submitted_and_to_whom(
        self, officer: Client, cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # What completes a year is the business of the steps and the checks.
        monkeypatch.setattr(Cycle, "next", None)
        part = self.next_of(home(officer))
        assert "ส่งบทวิเคราะห์และแผนให้ผู้อนุมัติ" in part
        assert "อรุณี พร้อมตรวจ" in part

    def test_a_reader_is_told_nothing_to_do(self, cast: Cast, work: Work, approver: Client) -> None:
        assert 'id="next-title"' not in home(approver)

    def test_a_draft_shows_how_many_findings_of_each_kind(self, officer: Client, work: Work) -> None:
        page = home(officer)
        for kind in ("analysis", "results"):
            part = section(page, f"tally-{kind}")
            assert re.findall(r'sev-(\w+) num">\d+<', part) == ["error", "warning", "info"]
            assert f"{HOME}report/{kind}/#error" in part

    def test_a_submitted_report_is_in_the_hands_of_its_approver(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        Report.objects.filter(pk=work.analysis.pk).update(
            state=State.SUBMITTED,
            submitted_document=b"{}",
            submitted_sha256="0" * 64,
            submitted_at=timezone.now(),
            submitted_by=cast.officer,
        )
        page = home(officer)
        assert "บทวิเคราะห์และแผนรอ อรุณี พร้อมตรวจ อนุมัติ" in page
        assert 'id="tally-analysis"' not in page


class TestSeveralMunicipalities:
    def test_the_list_says_what_one_is_there(self, officer: Client, cast: Cast, work: Work) -> None:
        from municipalities.models import Membership
        from municipalities.roles import Role

        Membership.objects.create(
            user=cast.officer, role=Role.APPROVER, municipality=cast.other, valid_from="2020-01-01"
        )
        page = officer.get("/m/").content.decode()
        own, other = page.index(f"/m/{CODE}/"), page.index(f"/m/{OTHER_CODE}/")
        assert own < page.index("เจ้าหน้าที่") < other < page.index("ผู้อนุมัติ")
        assert "วันนี้" in page[own:other]
