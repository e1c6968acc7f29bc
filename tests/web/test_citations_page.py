"""Scores in sentences and rounds on the officer's pages: insert, be warned, renew; also without scripts."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from assessments.services import get_or_create_assessment, save_scores
from editing.texts import text_hash
from measures.citations import insert_citation
from measures.models import Citation, MeasureProgress
from measures.progress import save_progress
from measures.services import add_measure
from reports.models import Report, State
from tests.cast import CODE, YEAR, Cast, Work, sign_in

RESULTS = f"/m/{CODE}/{YEAR}/results/"
RENEW = f"/m/{CODE}/{YEAR}/citations/renew/"


def open_page(work: Work) -> str:
    return f"{RESULTS}{work.measure.pk}/"


def action(work: Work, name: str) -> str:
    return f"/m/{CODE}/{YEAR}/measures/{work.measure.pk}/{name}/"


def score(work: Work, **scores: str) -> None:
    """Scores of the year of action; those of the year before are all 90."""
    save_scores(get_or_create_assessment(work.plan.municipality, YEAR), scores)


def text_of(client: Client, url: str) -> str:
    html = client.get(url).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


class TestInserting:
    def test_the_open_measure_offers_the_sentence_with_its_words(self, officer: Client, work: Work) -> None:
        score(work, i1="95.15")
        page = text_of(officer, open_page(work))
        assert page.count("แทรกประโยคผลคะแนน") == 2
        assert "ปี ๒๕๖๘ ได้ ๙๕.๑๕ คะแนน เพิ่มขึ้น ๕.๑๕ คะแนน" in page

    def test_without_a_score_it_says_why_and_where_to_enter_it(self, officer: Client, work: Work) -> None:
        page = officer.get(open_page(work)).content.decode()
        assert "แทรกประโยคผลคะแนน" not in page
        assert "ข้อ i1 ยังไม่มีคะแนน ITA ปี 2568" in page
        assert f"/m/{CODE}/{YEAR}/scores/{YEAR}/#score-i1" in page

    def test_the_plain_form_inserts_and_leads_back_to_the_field(self, officer: Client, work: Work) -> None:
        score(work, i1="95.15")
        answer = officer.post(action(work, "cite"), {"field": "outcome", "item": "i1", "step": "measures"})
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"/measures/{work.measure.pk}/#id_outcome")
        work.measure.refresh_from_db()
        assert work.measure.outcome == Citation.objects.get().sentence
        assert "ตัวเลขมาจากคะแนนข้อ i1" in text_of(officer, open_page(work))

    def test_a_page_with_scripts_gets_the_stored_text_and_the_panels(
        self, officer: Client, work: Work
    ) -> None:
        score(work, i1="95.15")
        answer = officer.post(
            action(work, "cite"), {"field": "outcome", "item": "i1"}, headers={"Accept": "application/json"}
        )
        work.measure.refresh_from_db()
        told = {each["field"]: each for each in answer.json()["fields"]}
        assert told["outcome"]["text"] == work.measure.outcome
        assert told["outcome"]["hash"] == text_hash(work.measure.outcome)
        assert "ตัวเลขมาจากคะแนนข้อ i1" in told["outcome"]["panel"]
        assert "แทรกประโยคผลคะแนน" in told["output"]["panel"]

    @pytest.mark.parametrize(
        "typed",
        [{}, {"field": "title", "item": "i1"}, {"field": "outcome", "item": "x99"}, {"field": "outcome"}],
    )
    def test_nonsense_is_refused_in_words(self, officer: Client, work: Work, typed: dict[str, str]) -> None:
        answer = officer.post(action(work, "cite"), typed, headers={"Accept": "application/json"})
        assert answer.status_code == 409
        assert answer.json()["said"]
        assert officer.post(action(work, "cite"), typed).status_code == 302
        assert not Citation.objects.exists()

    def test_another_municipalitys_measure_is_not_there(self, cast: Cast, work: Work) -> None:
        score(work, i1="95.15")
        outsider = sign_in(Client(), cast.outsider)
        for url in (action(work, "cite"), action(work, "progress"), RENEW):
            assert outsider.post(url, {"field": "outcome", "item": "i1"}).status_code == 404
        assert outsider.get(action(work, "cited")).status_code == 404
        assert not Citation.objects.exists()

    def test_an_approver_sees_the_figures_and_changes_nothing(self, approver: Client, work: Work) -> None:
        score(work, i1="95.15")
        assert approver.post(action(work, "cite"), {"field": "outcome", "item": "i1"}).status_code == 403
        assert approver.post(RENEW).status_code == 403


class TestWhenAScoreChanges:
    @pytest.fixture
    def old(self, work: Work) -> Citation:
        score(work, i1="95.15")
        citation = insert_citation(work.measure, "outcome", "i1")
        score(work, i1="88.00")
        return citation

    @pytest.mark.parametrize("page", ["measures", "results"])
    def test_the_lists_say_so_and_offer_to_renew_all(
        self, officer: Client, work: Work, old: Citation, page: str
    ) -> None:
        words = text_of(officer, f"/m/{CODE}/{YEAR}/{page}/")
        assert "1 ประโยคอ้างคะแนนเดิม" in words
        assert "95.15 เป็น 88.00" in words
        assert "ปรับเป็นค่าใหม่ 1 ประโยค" in words

    def test_the_open_measure_shows_both_sentences(self, officer: Client, work: Work, old: Citation) -> None:
        words = text_of(officer, open_page(work))
        assert "… ปี ๒๕๖๘ ได้ ๙๕.๑๕ คะแนน เพิ่มขึ้น ๕.๑๕ คะแนน" in words
        assert "… ปี ๒๕๖๘ ได้ ๘๘.๐๐ คะแนน ลดลง ๒.๐๐ คะแนน" in words
        assert "คะแนนเปลี่ยนทิศทางแล้ว" in words

    def test_one_press_renews(self, officer: Client, work: Work, old: Citation) -> None:
        answer = officer.post(RENEW, {"citation": old.pk, "step": "results"}, follow=True)
        assert "ปรับเป็นค่าใหม่แล้ว 1 ประโยค" in answer.content.decode()
        assert "ประโยคอ้างคะแนนเดิม" not in answer.content.decode()
        work.measure.refresh_from_db()
        assert work.measure.outcome.endswith("ลดลง ๒.๐๐ คะแนน")
        again = officer.post(RENEW, follow=True)
        assert "ไม่มีประโยคที่ต้องปรับ" in again.content.decode()

    def test_the_home_page_leads_to_the_field(self, officer: Client, work: Work, old: Citation) -> None:
        page = officer.get(f"/m/{CODE}/{YEAR}/").content.decode()
        assert "ประโยคอ้างคะแนนเดิมของข้อ i1" in page
        assert f"/results/{work.measure.pk}/#id_outcome" in page

    def test_the_score_page_says_what_follows(self, officer: Client, work: Work, old: Citation) -> None:
        for year in (YEAR - 1, YEAR):
            url = f"/m/{CODE}/{YEAR}/scores/{year}/"
            assert "ผลการดำเนินการปี 2568 มี 1 ประโยคอ้างคะแนนเดิม" in text_of(officer, url)
            assert "1 ประโยคอ้างคะแนนเดิม" in text_of(officer, f"{url}consequences/")
        assert officer.get(f"/m/{CODE}/{YEAR}/scores/{YEAR - 2}/consequences/").status_code == 404

    def test_a_report_in_approval_is_not_renewed(
        self, officer: Client, cast: Cast, work: Work, old: Citation
    ) -> None:
        submit(work, cast)
        answer = officer.post(RENEW, {"citation": old.pk}, headers={"Accept": "application/json"})
        assert answer.status_code == 409
        work.measure.refresh_from_db()
        assert "๙๕.๑๕" in work.measure.outcome
        assert "ปรับเป็นค่าใหม่" not in text_of(officer, RESULTS)

    def test_many_measures_ask_no_more_queries(self, officer: Client, work: Work, old: Citation) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        officer.get(RESULTS)
        with CaptureQueriesContext(connection) as few:
            officer.get(RESULTS)
        for number in range(6):
            more = add_measure(work.measure.section, {"title": f"เรื่องที่ {number}", "items": ["i1"]})
            insert_citation(more, "outcome", "i1")
            save_progress(more, "six", {"status": "done"})
        score(work, i1="70.00")
        with CaptureQueriesContext(connection) as many:
            officer.get(RESULTS)
        assert len(many) == len(few)


class TestRounds:
    def test_both_rounds_are_saved_by_the_plain_form(self, officer: Client, work: Work) -> None:
        typed = {
            "progress.six.status": "in_progress",
            "base.progress.six.status": text_hash(""),
            "progress.six.text": "ประชุมแล้ว",
            "base.progress.six.text": text_hash(""),
            "step": "results",
        }
        answer = officer.post(action(work, "progress"), typed)
        assert answer["Location"].endswith(open_page(work))
        row = MeasureProgress.objects.get()
        assert (row.round, row.status, row.text) == ("six", "in_progress", "ประชุมแล้ว")
        page = text_of(officer, open_page(work))
        assert "สมใจ รักงาน" in page
        assert "รอบ 6 เดือน: กำลังดำเนินการ" in text_of(officer, RESULTS)

    def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        save_progress(work.measure, "six", {"text": "ของเพื่อน"}, actor=cast.admin)
        typed = {"progress.six.text": "ของฉัน", "base.progress.six.text": text_hash("")}
        answer = officer.post(action(work, "progress"), typed)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "ของฉัน" in page
        assert "ของเพื่อน" in page
        assert MeasureProgress.objects.get().text == "ของเพื่อน"
        again = {"progress.six.text": "ของฉัน", "base.progress.six.text": text_hash("ของเพื่อน")}
        assert officer.post(action(work, "progress"), again).status_code == 302
        assert MeasureProgress.objects.get().text == "ของฉัน"

    def test_an_unknown_status_is_refused_beside_its_field(self, officer: Client, work: Work) -> None:
        typed = {"progress.six.status": "perhaps", "base.progress.six.status": text_hash("")}
        answer = officer.post(action(work, "progress"), typed)
        assert answer.status_code == 422
        assert "ไม่รู้จักสถานะนี้" in answer.content.decode()

    def test_a_report_in_approval_shows_the_rounds_and_keeps_them(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        save_progress(work.measure, "six", {"status": "done", "text": "ครบ"}, actor=cast.officer)
        submit(work, cast)
        page = officer.get(open_page(work)).content.decode()
        assert "แล้วเสร็จ" in page
        assert 'name="progress.six.text"' not in page
        typed = {"progress.six.text": "อื่น", "base.progress.six.text": text_hash("ครบ")}
        assert officer.post(action(work, "progress"), typed).status_code == 409
        assert MeasureProgress.objects.get().text == "ครบ"


def submit(work: Work, cast: Cast) -> None:
    Report.objects.filter(pk=work.results.pk).update(
        state=State.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=cast.officer,
        submitted_sha256="0" * 64,
        submitted_document=b"{}",
    )
