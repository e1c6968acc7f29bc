"""Asking for a waiver beside the mistake."""

from __future__ import annotations

import pytest
from django.test import Client

from reports.models import Waiver
from tests.cast import Cast, Work

PAGE = "/m/99400001/2568/report/results/"
ASK = f"{PAGE}waiver/"
REASON = "ประเด็นนี้ไม่เกี่ยวกับหน่วยงาน"


@pytest.fixture
def mark(officer: Client, work: Work) -> str:
    """The fingerprint of the first mistake, as its form has it."""
    from reports.frozen import frozen_now
    from reports.waivers import fingerprints, obstacles

    document = frozen_now(work.results).document
    return fingerprints(obstacles(document), document)[0]


def test_each_mistake_offers_to_ask(officer: Client, mark: str) -> None:
    page = officer.get(PAGE).content.decode()
    assert f'name="fingerprint" value="{mark}"' in page


def test_asking_leads_back_to_the_mistake_with_what_was_asked(officer: Client, cast: Cast, mark: str) -> None:
    response = officer.post(ASK, {"fingerprint": mark, "reason": REASON})
    assert (response.status_code, response.headers["Location"]) == (302, f"{PAGE}#waiver-{mark[:12]}")
    page = officer.get(PAGE).content.decode()
    assert REASON in page
    assert cast.officer.name in page


def test_without_a_reason_it_says_so_beside_the_mistake(officer: Client, mark: str) -> None:
    response = officer.post(ASK, {"fingerprint": mark, "reason": " "})
    assert response.status_code == 422
    assert 'id="reason-problem"' in response.content.decode()
    assert not Waiver.objects.exists()


def test_a_mistake_that_was_mended_meanwhile_is_said(officer: Client, work: Work) -> None:
    assert officer.post(ASK, {"fingerprint": "f" * 64, "reason": REASON}).status_code == 409


def test_a_waived_mistake_does_not_keep_from_submitting(officer: Client, work: Work, cast: Cast) -> None:
    from reports.waivers import ask_for_all

    blocked = officer.get(PAGE).content.decode()
    assert 'value="submit"' not in blocked
    ask_for_all(work.results, cast.officer, REASON)
    assert 'value="submit"' in officer.get(PAGE).content.decode()


def test_an_approver_cannot_ask(approver: Client, mark: str) -> None:
    assert approver.post(ASK, {"fingerprint": mark, "reason": REASON}).status_code == 403
    assert not Waiver.objects.exists()


def test_the_address_of_the_form_leads_to_the_page(officer: Client, work: Work) -> None:
    assert officer.get(ASK).headers["Location"] == PAGE


def test_everybody_reads_what_was_waived_and_why(client: Client, work: Work, cast: Cast) -> None:
    from reports.models import Version
    from reports.publication import perform, publish
    from reports.waivers import ask_for_all, grant_all

    ask_for_all(work.results, cast.officer, REASON)
    perform(work.results, "submit", cast.officer)
    grant_all(work.results, cast.approver, "เห็นด้วยตามหนังสือ")
    perform(work.results, "approve", cast.approver)
    perform(work.results, "publish", cast.approver)
    publish(Version.objects.get().pk)
    page = client.get("/r/99400001/results/2568/v1/").content.decode()
    for said in (REASON, "เห็นด้วยตามหนังสือ", cast.officer.name, cast.approver.name):
        assert said in page
