"""One click mends what has one right answer, without a script too; all at once only after a look."""

from __future__ import annotations

import pytest
from django.test import Client

from measures.services import add_measure, update_measure
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.conftest import sign_in
from tests.web.test_query_counts import queries

HERE = f"/m/{CODE}/{YEAR}/report/results/"
MEND = f"{HERE}mend/"
WRONG = "ข้อ i1 ปี ๒๕๖๗ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๓.๐๕ คะแนน"
RIGHT = WRONG.replace("๓.๐๕", "๓.๕๐")


@pytest.fixture(autouse=True)
def wrong(work: Work, cast: Cast) -> None:
    update_measure(work.measure, {"outcome": WRONG}, actor=cast.officer)


def form(client: Client, page: str = MEND) -> dict[str, str]:
    """The fields of the first mend on a page."""
    text = client.get(page).content.decode()
    mark = text.partition('name="finding" value="')[2].partition('"')[0]
    base = text.partition(f'name="base-{mark}" value="')[2].partition('"')[0]
    return {"finding": mark, f"base-{mark}": base}


def outcome(work: Work) -> str:
    work.measure.refresh_from_db()
    return str(work.measure.outcome)


def test_the_button_says_what_it_will_write(officer: Client) -> None:
    page = officer.get(HERE).content.decode()
    assert "แก้เป็น ๓.๕๐" in page
    assert "แก้จุดที่มีคำตอบเดียวให้ทั้งหมด (1)" in page


def test_one_click_mends_and_returns_to_the_list(officer: Client, work: Work) -> None:
    answer = officer.post(MEND, {**form(officer, HERE), "back": f"{HERE}#findings"}, follow=True)
    assert answer.redirect_chain == [(f"{HERE}#findings", 302)]
    assert outcome(work) == RIGHT
    page = answer.content.decode()
    assert "แก้แล้ว" in page
    assert "เลิกทำ" in page
    assert "แก้เป็น" not in page


def test_a_mend_can_be_taken_back(officer: Client, work: Work) -> None:
    page = officer.post(MEND, form(officer), follow=True).content.decode()
    revision = page.partition('name="revision" value="')[2].partition('"')[0]
    subject = f"measure:{work.measure.pk}"
    back = {"subject": subject, "field": "outcome", "revision": revision, "which": "before"}
    officer.post(f"/m/{CODE}/{YEAR}/history/restore/", back)
    assert outcome(work) == WRONG


def test_a_text_that_changed_since_the_page_was_opened_is_kept(
    officer: Client, work: Work, cast: Cast
) -> None:
    seen = form(officer)
    update_measure(work.measure, {"outcome": f"{WRONG} ครบถ้วน"}, actor=cast.officer)
    page = officer.post(MEND, seen, follow=True).content.decode()
    assert "ข้อความเปลี่ยนไปแล้วระหว่างนี้" in page
    assert outcome(work) == f"{WRONG} ครบถ้วน"


def test_the_preview_shows_what_goes_and_what_comes(officer: Client) -> None:
    page = officer.get(MEND).content.decode()
    assert "๓.๐๕</del>" in page
    assert "๓.๕๐</ins>" in page


def test_nothing_ticked_changes_nothing(officer: Client, work: Work) -> None:
    page = officer.post(MEND, {}, follow=True).content.decode()
    assert "จึงไม่มีอะไรเปลี่ยน" in page
    assert outcome(work) == WRONG


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/accounts/logout/", "/m/\\evil", ""]
)
def test_nobody_is_led_elsewhere(officer: Client, back: str) -> None:
    answer = officer.post(MEND, {**form(officer), "back": back})
    assert answer["Location"] == HERE


@pytest.mark.parametrize("finding", ["", "\x00", "x" * 500, "nothing"])
def test_an_unknown_finding_is_no_error(officer: Client, finding: str) -> None:
    assert officer.post(MEND, {"finding": finding, f"base-{finding}": "y"}).status_code == 302


def test_an_approver_sees_the_list_without_buttons(work: Work, cast: Cast) -> None:
    client = sign_in(Client(), cast.approver)
    page = client.get(HERE).content.decode()
    assert "แก้เป็น ๓.๕๐ หรือ" in page, "how to mend it"
    assert "report/results/mend/" not in page
    assert client.post(MEND, {"finding": "x"}).status_code == 403


def test_the_list_can_be_narrowed_by_severity_and_part(officer: Client) -> None:
    page = officer.get(f"{HERE}?part=results&severity=error").content.decode()
    assert "score-difference" in page
    assert "issue-missing" not in page
    page = officer.get(f"{HERE}?severity=info&part=<script>").content.decode()
    assert "score-difference" not in page
    assert "<script>&" not in page


def test_many_mistakes_ask_the_database_no_more_than_few(officer: Client, work: Work, cast: Cast) -> None:
    section = work.measure.section

    def add(count: int) -> None:
        for number in range(count):
            texts = {"title": f"มาตรการ {number}", "outcome": WRONG, "follow_up": WRONG}
            add_measure(section, {**texts, "responsible": ["กองคลัง"]}, actor=cast.officer)

    pages = [HERE, MEND, f"{HERE}preview/", f"/m/{CODE}/{YEAR}/findings/?page=results"]
    add(2)
    few = {page: queries(officer, page) for page in pages}
    add(10)
    assert {page: queries(officer, page) for page in pages} == few
