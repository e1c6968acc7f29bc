"""Mistakes in a draft stand on the home and the step bar; a published version can be withdrawn on the page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from reports.models import State, Version
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish

HOME = f"/m/{CODE}/{YEAR}/"
REPORT = f"{HOME}report/results/"


def text_of(response) -> str:  # type: ignore[no-untyped-def]
    return response.content.decode()


class TestMistakesOfADraft:
    def test_the_last_step_says_how_many_and_leads_there(self, officer: Client, work: Work) -> None:
        page = text_of(officer.get(HOME))
        link = re.search(rf'<a href="({re.escape(REPORT)}#error)">([^<]*)</a>', page)
        assert link, "no link to the mistakes"
        assert re.fullmatch(r"รายงานผลการดำเนินการผิด \d+ จุด", link[2])
        assert 'id="error"' in text_of(officer.get(REPORT))

    def test_its_disc_is_marked_on_every_page(self, officer: Client, work: Work) -> None:
        for page in (HOME, f"{HOME}measures/", REPORT):
            discs = re.findall(r'class="disc([^"]*)"', text_of(officer.get(page)))
            assert "is-blocked" in discs[-1], page

    def test_what_is_to_be_done_first_is_still_the_thing_itself(self, officer: Client, work: Work) -> None:
        title = re.search(r'id="next-title">([^<]*)', text_of(officer.get(HOME)))
        assert title
        assert "จุด" not in title[1]

    def test_a_submitted_report_is_no_mistake_of_today(self, officer: Client, work: Work, cast: Cast) -> None:
        publish(work.results, cast, 1)
        publish(work.analysis, cast, 1)
        page = text_of(officer.get(HOME))
        assert "#error" not in page


class TestEnglish:
    @pytest.mark.parametrize("page", ["", "measures/", "analysis/", "results/", "analysis/add/"])
    def test_steps_and_issues_are_counted_in_arabic_digits(
        self, officer: Client, work: Work, page: str
    ) -> None:
        html = text_of(officer.get(f"{HOME}{page}", {"lang": "en"}))
        assert not re.search(r'class="disc[^"]*"[^>]*>[๐-๙]', html)
        assert not re.search(r"(Issue|Step|measure) [๐-๙]", html)

    def test_one_is_not_many(self, officer: Client, work: Work) -> None:
        assert not re.search(r"\b1 \w+s left", text_of(officer.get(HOME, {"lang": "en"})))


class TestWithdrawing:
    @pytest.fixture
    def published(self, work: Work, cast: Cast) -> Version:
        return publish(work.results, cast, 1)

    def test_an_approver_withdraws_with_a_reason_that_everybody_reads(
        self, approver: Client, client: Client, published: Version
    ) -> None:
        assert 'id="withdraw-reason"' in text_of(approver.get(REPORT))
        approver.post(f"{REPORT}action/", {"action": "withdraw", "comment": "ตารางประเด็นที่ ๒ ผิดปี"})
        published.refresh_from_db()
        assert published.state == Version.State.WITHDRAWN
        answer = Client().get(f"/r/{CODE}/results/{YEAR}/v1/")
        assert answer.status_code == 410
        assert "ตารางประเด็นที่ ๒ ผิดปี" in text_of(answer)
        page = text_of(approver.get(REPORT))
        assert "ฉบับที่เผยแพร่ถูกถอนแล้ว" in page
        assert 'id="withdraw-reason"' not in page

    def test_without_a_reason_it_stays(self, approver: Client, published: Version) -> None:
        response = approver.post(f"{REPORT}action/", {"action": "withdraw", "comment": "  "})
        assert response.status_code == 409
        assert '<details class="withdraw" open>' in text_of(response)
        published.refresh_from_db()
        assert published.state == Version.State.PUBLIC

    def test_an_officer_is_not_offered_it(self, officer: Client, published: Version, work: Work) -> None:
        work.results.refresh_from_db()
        assert work.results.state == State.PUBLISHED
        assert 'id="withdraw-reason"' not in text_of(officer.get(REPORT))
