"""The officer's year: scores, analysis, measures, results and the report, through the pages they use."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client

from assessments.models import AnalysisRow, Assessment, ItemScore
from measures.models import Measure
from municipalities.models import Membership
from municipalities.roles import Role
from reports.models import Rendering, Report
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, sign_in

HOME = f"/m/{CODE}/{YEAR}/"
SCORES = f"{HOME}scores/{YEAR - 1}/"


def text_of(response) -> str:  # type: ignore[no-untyped-def]
    return response.content.decode()


class TestComingIn:
    def test_one_municipality_is_opened_at_once(self, officer: Client, work: Work) -> None:
        response = officer.get("/m/", follow=True)
        assert response.redirect_chain[-1][0] == HOME

    def test_several_are_offered(self, officer: Client, cast: Cast, work: Work) -> None:
        Membership.objects.create(
            user=cast.officer, role=Role.OFFICER, municipality=cast.other, valid_from="2020-01-01"
        )
        page = text_of(officer.get("/m/"))
        assert f"/m/{CODE}/" in page
        assert f"/m/{OTHER_CODE}/" in page

    def test_a_catalogue_admin_goes_to_the_catalogue(self, client: Client, cast: Cast, work: Work) -> None:
        response = sign_in(client, cast.catalogue_admin).get("/m/", follow=True)
        assert response.redirect_chain[-1][0] == "/catalogue/"
        assert response.status_code == 200

    def test_another_municipality_is_not_there(self, officer: Client, work: Work) -> None:
        assert officer.get(f"/m/{OTHER_CODE}/{YEAR}/").status_code == 404

    def test_a_former_code_leads_to_the_present_one(self, officer: Client, cast: Cast, work: Work) -> None:
        from municipalities.models import MunicipalityCode

        MunicipalityCode.objects.create(code="99600009", municipality=cast.municipality)
        response = officer.get(f"/m/99600009/{YEAR}/measures/?lang=en")
        assert (response.status_code, response.url) == (301, f"{HOME}measures/?lang=en")

    def test_a_membership_that_has_ended_opens_nothing(self, officer: Client, cast: Cast, work: Work) -> None:
        Membership.objects.filter(user=cast.officer).update(valid_until="2021-01-01")
        assert officer.get(HOME).status_code == 404

    def test_a_refusal_names_those_who_can(self, approver: Client, work: Work) -> None:
        response = approver.post(SCORES, {"score-i1": "88.00"})
        assert response.status_code == 403
        assert "สมใจ รักงาน" in text_of(response)
        assert "88.00" in text_of(response)

    def test_a_form_sent_after_the_session_ended_keeps_its_text(self, client: Client, work: Work) -> None:
        response = client.post(SCORES, {"score-i1": "88.00", "remark-i1": "เขียนไว้นานแล้ว"})
        assert response.status_code == 403
        assert "เขียนไว้นานแล้ว" in text_of(response)

    def test_a_form_with_an_old_token_can_be_sent_again(self, cast: Cast, work: Work) -> None:
        strict = sign_in(Client(enforce_csrf_checks=True), cast.officer)
        own = {"Origin": "http://testserver"}
        response = strict.post(SCORES, {"score-i1": "88.00"}, headers=own)
        assert response.status_code == 403
        assert 'name="score-i1" value="88.00"' in text_of(response)

    def test_a_form_of_another_site_is_never_offered_to_be_sent(self, cast: Cast, work: Work) -> None:
        strict = sign_in(Client(enforce_csrf_checks=True), cast.officer)
        response = strict.post(SCORES, {"score-i1": "88.00"}, headers={"Origin": "http://evil.example"})
        assert response.status_code == 403
        assert 'name="score-i1"' not in text_of(response)


class TestHome:
    def test_each_missing_thing_is_a_link_to_its_field(self, officer: Client, work: Work) -> None:
        page = text_of(officer.get(HOME))
        assert f"{HOME}measures/#issue-2" in page
        assert f"{HOME}analysis/#issue-2" in page

    def test_an_empty_year_opens_too(self, officer: Client, cast: Cast, work: Work) -> None:
        assert officer.get(f"/m/{CODE}/2569/").status_code == 200
        assert officer.get(f"/m/{CODE}/2599/").status_code == 200

    def test_what_happened_is_told_with_names(self, officer: Client, work: Work) -> None:
        assert "สมใจ รักงาน" in text_of(officer.get(f"{HOME}events/"))


class TestScores:
    def save(self, client: Client, **fields: str):  # type: ignore[no-untyped-def]
        return client.post(SCORES, {"version": "", **fields})

    def stored(self, code: str) -> Decimal | None:
        return ItemScore.objects.get(item__code=code, assessment__assessed_year=YEAR - 1).score

    def test_thai_digits_are_numbers(self, officer: Client, work: Work) -> None:
        assert self.save(officer, **{"score-i1": "๘๗.๖๕"}).status_code == 302
        assert self.stored("i1") == Decimal("87.65")

    def test_empty_is_not_zero(self, officer: Client, work: Work) -> None:
        self.save(officer, **{"score-i1": ""})
        assert self.stored("i1") is None

    def test_an_impossible_value_stays_in_its_field_and_the_others_are_saved(
        self, officer: Client, work: Work
    ) -> None:
        response = self.save(officer, **{"score-i1": "๑๐๑", "score-i2": "77.00", "score-i3": "abc"})
        assert response.status_code == 422
        page = text_of(response)
        assert 'value="๑๐๑"' in page
        assert 'value="abc"' in page
        assert self.stored("i1") == Decimal("90.00")
        assert self.stored("i2") == Decimal("77.00")

    def test_what_was_refused_is_listed_first_and_leads_to_its_field(
        self, officer: Client, work: Work
    ) -> None:
        sent = {"score-i1": "101", "score-O1": "x", "indicator-2": "-1", "announced-total": "ก"}
        page = text_of(officer.post(SCORES, {**sent, "version": str(work.assessment.version)}))
        alert = page[page.index('note-error mt-4x" role="alert"') :].split("</ul>")[0]
        for field in sent:
            assert f'<a href="#{field}">' in alert
            assert f'id="{field}"' in page

    def test_the_level_beside_the_computed_total_is_its_own(self, officer: Client, work: Work) -> None:
        officer.post(SCORES, {"announced-total": "12.34"})
        page = text_of(officer.get(SCORES))
        assert 'value="12.34"' in page
        bar = page[page.index("data-computed-total") :].split("</span>")[0:3]
        assert "90.00" in bar[0]
        assert "ต้องปรับปรุง" not in "".join(bar)

    def test_a_total_that_disagrees_is_a_mistake_not_an_item_left(self, officer: Client, work: Work) -> None:
        officer.post(SCORES, {"announced-total": "12.34"})
        first = re.findall(r"<small>([^<]*)</small>", text_of(officer.get(SCORES)))[0]
        assert first == "ผิด 1 จุด"

    def test_a_colleagues_newer_value_is_not_overwritten_unseen(self, officer: Client, work: Work) -> None:
        version = str(Assessment.objects.get(assessed_year=YEAR - 1).version)
        self.save(officer, **{"score-i1": "70.00"})
        response = self.save(officer, **{"version": version, "score-i1": "60.00"})
        assert response.status_code == 409
        page = text_of(response)
        assert 'value="60.00"' in page
        assert "70.00" in page
        assert self.stored("i1") == Decimal("70.00")

    def test_a_date_in_thai_is_understood(self, officer: Client, work: Work) -> None:
        self.save(officer, **{"announced-announced_on": "๑๕ ส.ค. ๒๕๖๘", "announced-total": "90"})
        stored = Assessment.objects.get(assessed_year=YEAR - 1)
        assert stored.announced_on.isoformat() == "2025-08-15"
        assert stored.total == Decimal("90.00")

    def test_a_date_that_is_none_is_said_so(self, officer: Client, work: Work) -> None:
        response = self.save(officer, **{"announced-announced_on": "เร็ว ๆ นี้"})
        assert response.status_code == 422
        assert "เร็ว ๆ นี้" in text_of(response)

    def test_the_year_before_stands_beside_it_through_the_links_of_the_catalogue(
        self, officer: Client, work: Work
    ) -> None:
        page = text_of(officer.get(f"{HOME}scores/{YEAR}/"))
        row = page[page.index('id="score-O5"') - 900 : page.index('id="score-O5"')]
        assert "90.00" in row
        assert "O7" in row

    def test_looking_creates_nothing(self, officer: Client, work: Work) -> None:
        officer.get(f"{HOME}scores/{YEAR}/")
        assert not Assessment.objects.filter(assessed_year=YEAR).exists()

    def test_a_year_without_a_catalogue_says_so(self, officer: Client, work: Work) -> None:
        response = officer.get(f"/m/{CODE}/2599/scores/2598/")
        assert response.status_code == 200
        assert "2598" in text_of(response)

    def test_an_approver_reads_without_fields_to_type_in(self, approver: Client, work: Work) -> None:
        page = text_of(approver.get(SCORES))
        assert 'name="score-i1"' not in page
        assert "90.00" in page

    def test_the_page_costs_the_same_queries_for_any_number_of_scores(
        self, officer: Client, work: Work, django_assert_max_num_queries
    ) -> None:
        officer.get(SCORES)
        with django_assert_max_num_queries(70):  # 14 for the checks of each of the two drafts
            officer.get(SCORES)


class TestAnalysis:
    def test_a_row_is_added_changed_moved_and_deleted(self, officer: Client, work: Work) -> None:
        add = officer.post(
            f"{HOME}analysis/add/?issue=1",
            {"issue": "1", "items": ["i3"], "remark": "๑. ยังมีผู้ตอบว่าเคยถูกเรียก"},
        )
        row = AnalysisRow.objects.latest("pk")
        assert add.url == f"{HOME}analysis/#row-{row.pk}"
        officer.post(f"{HOME}analysis/{row.pk}/move/", {"direction": "up"})
        row.refresh_from_db()
        assert row.position == 0
        edit = f"{HOME}analysis/{row.pk}/"
        assert officer.get(edit).status_code == 200
        officer.post(edit, {"issue": "2", "items": ["i3", "e1"], "remark": "ใหม่", "version": row.version})
        row.refresh_from_db()
        assert (row.issue.no, row.remark, row.items.count()) == (2, "ใหม่", 2)
        assert officer.get(f"{edit}delete/").status_code == 200
        officer.post(f"{edit}delete/")
        assert not AnalysisRow.objects.filter(pk=row.pk).exists()

    def test_a_colleagues_text_is_shown_beside_mine(self, officer: Client, work: Work) -> None:
        row = AnalysisRow.objects.get()
        edit = f"{HOME}analysis/{row.pk}/"
        common = {"issue": "1", "items": ["i1", "i2"], "version": row.version}
        officer.post(edit, {**common, "remark": "ของเพื่อน"})
        response = officer.post(edit, {**common, "remark": "ของฉัน"})
        assert response.status_code == 409
        assert "ของ<del>เพื่อน</del>" in text_of(response)
        assert "ของฉัน" in text_of(response)

    def test_the_rows_of_another_municipality_are_not_there(
        self, client: Client, cast: Cast, work: Work
    ) -> None:
        row = AnalysisRow.objects.get()
        outsider = sign_in(client, cast.outsider)
        assert outsider.get(f"/m/{OTHER_CODE}/{YEAR}/analysis/{row.pk}/").status_code == 404
        assert outsider.post(f"/m/{OTHER_CODE}/{YEAR}/analysis/{row.pk}/delete/").status_code == 404


class TestMeasures:
    def fields(self, **changes: object) -> dict[str, object]:
        return {
            "title": "เปิดบริการออนไลน์",
            "procedure": "๑. สำรวจ\n๒. เปิดใช้",
            "responsible": "กองคลัง\nผู้อำนวยการกองช่าง\nนิติกร",
            "period": "ไตรมาสที่ ๑ - ๒",
            "follow_up": "รายงานทุกเดือน",
            "items": ["e7"],
            **changes,
        }

    def add(self, officer: Client, issue: int, **changes: object) -> Measure:
        """As somebody without scripts does it: add, then fill in the page that opens."""
        response = officer.post(f"{HOME}measures/add/?issue={issue}", {"step": "measures"})
        made = Measure.objects.latest("pk")
        assert response.url == f"{HOME}measures/{made.pk}/#id_title"
        saved = officer.post(f"{HOME}measures/{made.pk}/", self.fields(version=made.version, **changes))
        assert saved.url == f"{HOME}measures/#measure-{made.pk}"
        made.refresh_from_db()
        return made

    def test_one_is_added_under_its_issue(self, officer: Client, work: Work) -> None:
        made = self.add(officer, 2)
        assert made.section.issue.no == 2
        assert [each.name for each in made.responsible.all()] == ["กองคลัง", "ผู้อำนวยการกองช่าง", "นิติกร"]
        assert [each.item.code for each in made.items.all()] == ["e7"]
        assert made.period_start.isoformat() == "2024-10-01"

    def test_two_days_in_the_buddhist_era_are_a_period(self, officer: Client, work: Work) -> None:
        made = self.add(officer, 2, period="๑ ต.ค. ๒๕๖๗ - 31 มี.ค. 2568")
        assert (made.period_start.isoformat(), made.period_end.isoformat()) == ("2024-10-01", "2025-03-31")
        assert made.period_text == "๑ ต.ค. ๒๕๖๗ - 31 มี.ค. 2568"

    def test_what_cannot_be_saved_stays_in_the_form(self, officer: Client, work: Work) -> None:
        response = officer.post(
            f"{HOME}measures/{work.measure.pk}/", self.fields(title="ชื่อที่พิมพ์", period="ก" * 501)
        )
        assert response.status_code == 422
        assert "ก" * 501 in text_of(response)
        assert "ชื่อที่พิมพ์" in text_of(response)
        work.measure.refresh_from_db()
        assert work.measure.title == "ทบทวนขั้นตอนบริการ 1"

    def test_it_is_moved_copied_and_deleted(self, officer: Client, work: Work) -> None:
        second = self.add(officer, 1)
        officer.post(f"{HOME}measures/{second.pk}/move/", {"direction": "up"})
        second.refresh_from_db()
        assert second.position == 0
        officer.post(f"{HOME}measures/{second.pk}/copy/")
        assert Measure.objects.filter(title="เปิดบริการออนไลน์").count() == 2
        officer.post(f"{HOME}measures/{second.pk}/delete/")
        assert not Measure.objects.filter(pk=second.pk).exists()

    def test_results_and_links_are_entered(self, officer: Client, work: Work) -> None:
        page = f"{HOME}results/{work.measure.pk}/"
        assert officer.get(page).status_code == 200
        officer.post(
            page, {"output": "ประชุม ๓ ครั้ง", "outcome": "ลดเวลา ๒ วัน", "version": work.measure.version}
        )
        work.measure.refresh_from_db()
        assert work.measure.outcome == "ลดเวลา ๒ วัน"
        officer.post(
            f"{page}evidence/", {"title": "ภาพ", "url": "https://tuayang.example/1", "is_public": "on"}
        )
        link = work.measure.evidence.get()
        assert link.is_public
        officer.post(f"{HOME}evidence/{link.pk}/delete/")
        assert not work.measure.evidence.exists()

    @pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ไม่ใช่ลิงก์"])
    def test_a_link_that_is_none_is_refused_and_kept(self, officer: Client, work: Work, url: str) -> None:
        response = officer.post(f"{HOME}results/{work.measure.pk}/evidence/", {"title": "ภาพถ่าย", "url": url})
        assert response.status_code == 422
        assert "ภาพถ่าย" in text_of(response)
        assert not work.measure.evidence.exists()

    def test_the_measures_of_another_municipality_are_not_there(
        self, client: Client, cast: Cast, work: Work
    ) -> None:
        outsider = sign_in(client, cast.outsider)
        for page in ("measures", "results"):
            url = f"/m/{OTHER_CODE}/{YEAR}/{page}/{work.measure.pk}/"
            assert outsider.get(url).status_code == 404
            assert outsider.post(url, self.fields()).status_code == 404

    @pytest.mark.parametrize("page", ["measures", "results", "analysis"])
    def test_more_rows_cost_no_more_queries(
        self, officer: Client, work: Work, page: str, django_assert_num_queries, django_assert_max_num_queries
    ) -> None:
        url = f"{HOME}{page}/"
        officer.get(url)
        with django_assert_max_num_queries(76) as few:  # 14 for the checks of each of the two drafts
            officer.get(url)
        count = len(few)
        for _number in range(3):
            officer.post(f"{HOME}measures/add/?issue=1", self.fields())
            officer.post(f"{HOME}analysis/add/", {"issue": "1", "items": ["i3"], "remark": "เพิ่ม"})
        with django_assert_num_queries(count):
            officer.get(url)

    def test_only_those_who_write_see_what_changes_a_measure(
        self, officer: Client, approver: Client, work: Work
    ) -> None:
        edit = f'href="{HOME}measures/{work.measure.pk}/"'
        assert edit in text_of(officer.get(f"{HOME}measures/"))
        assert edit not in text_of(approver.get(f"{HOME}measures/"))

    def test_markup_in_a_cell_is_text(self, officer: Client, work: Work) -> None:
        self.add(officer, 2, procedure="๑. <script>alert(1)</script> **หนา**")
        page = text_of(officer.get(f"{HOME}measures/"))
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;" in page
        assert "<b>หนา</b>" in page


class TestReport:
    def test_a_report_is_begun_by_a_button_not_by_looking(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        url = f"/m/{CODE}/2569/report/analysis/"
        Report.objects.filter(key_year=2568, kind="analysis").delete()
        assert officer.get(url).status_code == 200
        assert not Report.objects.filter(key_year=2568, kind="analysis").exists()
        officer.post(url)
        assert Report.objects.filter(key_year=2568, kind="analysis").exists()

    @pytest.mark.parametrize("kind", ["analysis", "results"])
    def test_the_preview_is_the_report(self, officer: Client, work: Work, kind: str) -> None:
        page = text_of(officer.get(f"{HOME}report/{kind}/preview/"))
        assert "ทบทวนขั้นตอนบริการ" in page

    def test_a_finding_links_to_the_field_that_mends_it(self, officer: Client, work: Work) -> None:
        page = text_of(officer.get(f"{HOME}report/results/"))
        assert f"{HOME}results/{work.measure.pk}/#id_outcome" in page
        assert f"{HOME}measures/#issue-2" in page

    def test_with_mistakes_the_button_says_why_it_is_blocked(self, officer: Client, work: Work) -> None:
        page = text_of(officer.get(f"{HOME}report/results/"))
        assert 'aria-disabled="true"' in page
        response = officer.post(f"{HOME}report/results/action/", {"action": "submit"})
        assert response.status_code == 409
        work.results.refresh_from_db()
        assert work.results.state == "draft"

    def test_the_layout_and_front_matter_are_chosen(self, officer: Client, work: Work) -> None:
        page = f"{HOME}report/results/layout/"
        assert officer.get(page).status_code == 200
        response = officer.post(
            page,
            {
                "layout": "results-by-issue", "title": "รายงานผล", "digits": "arabic", "font_size": "14",
                "intro": "", "covers_start": "1 ต.ค. 2567", "covers_end": "30 ก.ย. 2568",
                "name_1": "นายตัวอย่าง ใจดี", "position_1": "นายกเทศมนตรี", "date_1": "",
            },
        )  # fmt: skip
        assert response.status_code == 302
        work.results.refresh_from_db()
        assert work.results.layout["name"] == "results-by-issue"
        assert work.results.layout["digits"] == "arabic"
        assert work.results.signatures[0]["name"] == "นายตัวอย่าง ใจดี"

    def test_one_day_without_the_other_is_refused(self, officer: Client, work: Work) -> None:
        fields = {"layout": "results-by-issue", "title": "ชื่อ", "digits": "thai", "font_size": "16"}
        response = officer.post(f"{HOME}report/results/layout/", {**fields, "covers_start": "1 ต.ค. 2567"})
        assert response.status_code == 422

    @pytest.mark.parametrize("extension", ["html", "json"])
    def test_the_draft_can_be_taken_along(self, officer: Client, work: Work, extension: str) -> None:
        response = officer.get(f"{HOME}report/results/draft.{extension}")
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]

    def test_a_pdf_is_asked_for_and_waited_for(self, officer: Client, work: Work) -> None:
        response = officer.post(f"{HOME}report/results/pdf/")
        rendering = Rendering.objects.get()
        assert response.url == f"{HOME}report/results/pdf/{rendering.pk}/"
        assert officer.get(response.url).status_code == 200
        state = officer.get(f"{response.url}state/").json()
        assert (state["state"], state["ended"]) == ("queued", False)
        assert officer.get(f"{HOME}report/results/pdf/{rendering.pk}.pdf").status_code == 404

    def test_a_rendering_of_another_report_is_not_there(self, officer: Client, work: Work) -> None:
        officer.post(f"{HOME}report/results/pdf/")
        rendering = Rendering.objects.get()
        assert officer.get(f"{HOME}report/analysis/pdf/{rendering.pk}/").status_code == 404

    def test_pages_hold_no_script_or_style_of_their_own(self, officer: Client, work: Work) -> None:
        for page in ("", "measures/", "report/results/", "report/results/preview/"):
            html = text_of(officer.get(HOME + page))
            assert not re.search(r"<[^>]+\sstyle=", html), page
            assert not re.search(r"<script(?![^>]*src=)", html), page


def test_the_address_of_a_refused_form_opens_its_page_again(officer: Client, work: Work) -> None:
    """Reloaded, or switched to English, which is a link to the same address."""
    results = f"{HOME}results/{work.measure.pk}/"
    for refused, page in (
        (f"{HOME}report/results/action/", f"{HOME}report/results/"),
        (f"{HOME}report/results/pdf/", f"{HOME}report/results/"),
        (f"{results}evidence/", f"{results}?lang=en#evidence"),
    ):
        response = officer.get(refused, {"lang": "en"})
        assert response.status_code == 302
        assert response.url.startswith(page)
    assert not work.results.renderings.exists()


class TestInApproval:
    @pytest.fixture
    def submitted(self, work: Work, cast: Cast) -> Report:
        from django.utils import timezone

        from reports.frozen import frozen_now
        from reports.waivers import ask_for_all

        ask_for_all(work.results, cast.officer, "ยังไม่ถึงรอบรายงาน")
        frozen = frozen_now(work.results)
        report = work.results
        report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
        report.submitted_at, report.submitted_by = timezone.now(), cast.officer
        report.state = "submitted"
        report.save()
        return report

    def test_held_fields_say_why_and_keep_the_text(
        self, officer: Client, work: Work, submitted: Report
    ) -> None:
        response = officer.post(
            f"{HOME}results/{work.measure.pk}/", {"output": "ข้อความที่เพิ่งพิมพ์", "outcome": "", "version": "0"}
        )
        assert response.status_code == 409
        assert "ข้อความที่เพิ่งพิมพ์" in text_of(response)
        assert work.measure.output == ""

    def test_an_approver_approves_what_was_read(
        self, approver: Client, cast: Cast, work: Work, submitted: Report
    ) -> None:
        from reports.waivers import grant_all

        grant_all(submitted, cast.approver)
        page = text_of(approver.get(f"{HOME}report/results/approval/"))
        assert submitted.submitted_sha256 in page
        response = approver.post(
            f"{HOME}report/results/action/", {"action": "approve", "sha256": submitted.submitted_sha256}
        )
        assert response.status_code == 302
        submitted.refresh_from_db()
        assert submitted.state == "approved"

    def test_a_return_without_a_comment_is_asked_for_one(
        self, approver: Client, work: Work, submitted: Report
    ) -> None:
        url = f"{HOME}report/results/action/"
        sha256 = submitted.submitted_sha256
        assert approver.post(url, {"action": "return", "sha256": sha256}).status_code == 409
        approver.post(url, {"action": "return", "sha256": sha256, "comment": "ขอเพิ่มจำนวนผู้ใช้"})
        submitted.refresh_from_db()
        assert submitted.state == "draft"

    def test_the_submitter_cannot_approve(self, officer: Client, work: Work, submitted: Report) -> None:
        response = officer.post(f"{HOME}report/results/action/", {"action": "approve", "comment": "ได้ไหม"})
        assert response.status_code == 409
        assert "ได้ไหม" in text_of(response)
