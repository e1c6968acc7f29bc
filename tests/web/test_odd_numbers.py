"""Addresses and hidden fields that hold something that looks like a number, and is none that a column holds."""

from __future__ import annotations

import pytest
from django.test import Client

from reports.models import Version
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish

HOME = f"/m/{CODE}/{YEAR}/"
ODD = ["²", "9" * 5000, "9" * 30, "-1", "1.5", "๙" * 12, "x", ""]


@pytest.mark.parametrize("odd", ODD)
class TestNoNumber:
    def test_the_public_list_answers(self, client: Client, db: None, odd: str) -> None:
        assert client.get("/r/", {"year": odd}).status_code == 200
        assert client.get("/r/", {"page": odd}).status_code == 200

    @pytest.mark.parametrize(
        "page", ["measures/add/?issue=", "measures/add/?section=", "analysis/add/?issue="]
    )
    def test_a_page_to_add_something_opens(self, officer: Client, work: Work, page: str, odd: str) -> None:
        assert officer.get(HOME + page + odd).status_code == 200

    def test_a_section_that_is_none_is_not_found(self, officer: Client, work: Work, odd: str) -> None:
        assert officer.post(f"{HOME}measures/add/?section={odd}").status_code == 404

    def test_an_issue_that_is_none_is_said_so(self, officer: Client, work: Work, odd: str) -> None:
        response = officer.post(f"{HOME}analysis/add/", {"issue": odd, "remark": "ข้อความ"})
        assert response.status_code == (422 if odd else 302)

    def test_a_version_that_is_none_is_no_failure(self, officer: Client, work: Work, odd: str) -> None:
        for page in (f"scores/{YEAR - 1}/", f"measures/{work.measure.pk}/", f"results/{work.measure.pk}/"):
            assert officer.post(HOME + page, {"version": odd, "score-i1": "91"}).status_code < 500


@pytest.mark.parametrize("page", ["measures/{}/", "measures/{}/delete/", "results/{}/", "analysis/{}/"])
def test_a_row_beyond_all_columns_is_not_there(officer: Client, work: Work, page: str) -> None:
    assert officer.get(HOME + page.format("9" * 30)).status_code == 404


@pytest.mark.parametrize("part", ["0-" + "9" * 5000, "9" * 5000 + "-", "-" + "9" * 5000])
def test_a_part_with_an_endless_number_is_the_whole(
    client: Client, work: Work, cast: Cast, part: str
) -> None:
    version: Version = publish(work.results, cast, 1)
    url = f"/r/{CODE}/results/{YEAR}/v{version.number}.json"
    assert client.get(url, headers={"Range": f"bytes={part}"}).status_code == 200


@pytest.mark.parametrize("year", [2500, 2699])
@pytest.mark.parametrize(
    "page",
    "|scores/|analysis/|measures/|results/|measures/take-over/|import/|report/results/|events/".split("|"),
)
def test_the_first_and_the_last_year_of_addresses_are_no_failure(
    officer: Client, work: Work, page: str, year: int
) -> None:
    assert officer.get(f"/m/{CODE}/{year}/{page}", follow=True).status_code in (200, 404)
