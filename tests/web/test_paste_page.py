"""Pasting a table: what the preview shows is what is saved, nothing pasted is lost, and it can be taken back."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from catalogue.frame import FrameIssue
from measures.evidence_rows import add_evidence
from measures.models import Measure
from measures.services import update_measure
from reports.models import State
from reports.pasting import Source, Wish, grid_to_read, preview
from reports.readers.decoding import decode
from reports.readers.pasted import CHOICES, Choices, grid_of, read_pasted
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work
from tests.factories import issue_titles
from trail.models import Event

PAGE = f"/m/{CODE}/{YEAR}/measures/paste/"
LIST = f"/m/{CODE}/{YEAR}/measures/"

HEADINGS = ("ที่", "มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ")
FIRST = ("๑", "จัดทำคู่มือบริการ", "๑. ประชุม ๒. เผยแพร่", "สำนักปลัด กองคลัง", "ต.ค. ๖๗ - มี.ค. ๖๘", "๕,๐๐๐")
REST = ("", "", "๓. ติดตามผล", "", "", "")
SECOND = ("๒", "อบรมเจ้าหน้าที่", "๑. จัดอบรม", "กองช่าง", "ไตรมาสที่ ๒", "")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td><p class=MsoNormal>{cell}</p></td>" for cell in row) for row in rows)
    return "<table class=MsoTableGrid>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


WORD = table(HEADINGS, FIRST, REST, SECOND)


class Form(HTMLParser):
    """The controls of a page's main form, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name = known.get("name") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in known or self._select not in self.fields):
            self.fields[self._select] = known.get("value") or ""
        elif tag == "input" and name:
            ticked = known.get("type") not in ("checkbox", "radio") or "checked" in known
            if ticked:
                self.fields[name] = known.get("value") or ""


def text_of(response: Any) -> str:
    return response.content.decode()


def form_of(response: Any) -> dict[str, str]:
    page = text_of(response)
    form = Form()
    form.feed(page[page.index('class="paste-preview"') :])
    return form.fields


def pasted(client: Client, html: str = WORD, text: str = "", query: str = "?issue=3", **more: str) -> Any:
    return client.post(PAGE + query, {"html": html, "text": text, "do": "preview", **more})


def save(client: Client, shown: Any, query: str = "?issue=3", **changed: str) -> Any:
    return client.post(PAGE + query, {**form_of(shown), "do": "save", **changed})


def in_issue(no: int) -> list[Measure]:
    found = Measure.objects.filter(section__plan__action_year=YEAR, section__issue__no=no)
    return list(found.order_by("position", "pk"))


def titles(no: int) -> list[str]:
    return [each.title for each in in_issue(no)]


class TestThePreview:
    def test_columns_are_recognised_from_the_header(self, officer: Client, work: Work) -> None:
        fields = form_of(pasted(officer))
        assert [fields[f"field-0-{at}"] for at in range(6)] == [
            "number", "title", "procedure", "responsible", "period", "extra",
        ]  # fmt: skip
        assert fields["heads-0"] == "1"
        assert fields["target-2"] == "issue-3"

    def test_every_row_is_shown_as_it_will_be_saved(self, officer: Client, work: Work) -> None:
        page = text_of(pasted(officer))
        assert "จะบันทึก 2 มาตรการ" in page
        assert "1 ต.ค. 2567 – 31 มี.ค. 2568" in page
        for step in ("ประชุม", "เผยแพร่", "ติดตามผล"):
            assert f"<span>{step}</span>" in page
        assert Measure.objects.filter(title=FIRST[1]).count() == 0

    def test_a_changed_column_changes_the_rows(self, officer: Client, work: Work) -> None:
        shown = officer.post(PAGE, {**form_of(pasted(officer)), "field-0-2": "output", "do": "preview"})
        page = text_of(shown)
        assert form_of(shown)["field-0-2"] == "output"
        assert "ผลการดำเนินการ" in page[page.index("issue-part") :]

    def test_rows_that_are_headings_can_be_changed(self, officer: Client, work: Work) -> None:
        shown = officer.post(PAGE, {**form_of(pasted(officer)), "heads-0": "0", "do": "preview"})
        assert "จะบันทึก 3 มาตรการ" in text_of(shown)

    def test_headings_of_issues_send_rows_to_their_issue(self, officer: Client, work: Work) -> None:
        title = issue_titles()[4]
        html = f"<p><b>ประเด็นที่ ๔ {title}</b></p>" + table(HEADINGS, FIRST)
        assert form_of(pasted(officer, html))["target-3"] == "issue-4"
        merged = table(HEADINGS, FIRST).replace(
            "</table>", f"<tr><td colspan=6>ประเด็นที่ ๔ {title}</td></tr></table>"
        )
        merged = merged.replace("</table>", "".join(f"<td>{cell}</td>" for cell in SECOND) + "</table>")
        fields = form_of(pasted(officer, merged))
        assert [fields["target-2"], fields["target-4"]] == ["issue-3", "issue-4"]

    def test_doubts_stand_at_their_rows(self, officer: Client, work: Work) -> None:
        rows = (
            ("๑", "", "ทำ", "กองคลัง", "ม.ค. ๗๐", ""),
            ("๒", "ยาว", "ก" * 20_001, "กองคลัง", "๓๐ ก.พ. ๖๘", ""),
        )
        page = text_of(pasted(officer, table(HEADINGS, *rows)))
        assert "แถวนี้ไม่มีชื่อมาตรการ" in page
        assert "ระยะเวลาไม่อยู่ในปีงบประมาณ 2568" in page
        assert "20,001 ตัวอักษร" in page

    def test_texts_around_the_table_are_named_as_left_out(self, officer: Client, work: Work) -> None:
        page = text_of(pasted(officer, WORD + "<p>หมายเหตุ ปรับได้ตามความเหมาะสม</p>"))
        assert "มีข้อความ 1 ส่วนที่ไม่ได้นำมา" in page
        assert "หมายเหตุ ปรับได้ตามความเหมาะสม" in page

    def test_queries_do_not_grow_with_rows(self, officer: Client, work: Work) -> None:
        pasted(officer)
        with CaptureQueriesContext(connection) as few:
            pasted(officer)
        with CaptureQueriesContext(connection) as many:
            pasted(officer, table(HEADINGS, *[SECOND] * 60))
        assert len(many) == len(few)


class TestSaving:
    def test_rows_are_saved_as_previewed_with_one_event(self, officer: Client, work: Work) -> None:
        events = Event.objects.count()
        response = save(officer, pasted(officer))
        assert response.status_code == 302
        first, second = in_issue(3)
        assert (first.title, first.procedure) == (FIRST[1], "๑. ประชุม\n๒. เผยแพร่\n๓. ติดตามผล")
        assert (first.period_text, str(first.period_start), first.period_style) == (
            "ต.ค. ๖๗ - มี.ค. ๖๘", "2024-10-01", "months",
        )  # fmt: skip
        assert [each.name for each in first.responsible.all()] == ["สำนักปลัด", "กองคลัง"]
        assert first.extra == [["งบประมาณ", "๕,๐๐๐"]]
        assert (second.title, second.position) == ("อบรมเจ้าหน้าที่", 1)
        assert Event.objects.count() == events + 1
        assert Event.objects.first().action == "measures-pasted"
        assert "วางแล้ว 2 มาตรการ" in text_of(officer.get(response.url))

    def test_rows_come_below_those_that_are_there(self, officer: Client, work: Work) -> None:
        save(officer, pasted(officer, query="?issue=1"), query="?issue=1")
        assert titles(1) == ["ทบทวนขั้นตอนบริการ 1", FIRST[1], SECOND[1]]

    def test_a_row_can_be_left_out_and_a_group_sent_elsewhere(self, officer: Client, work: Work) -> None:
        shown = officer.post(PAGE, {**form_of(pasted(officer)), "target-2": "issue-5", "do": "preview"})
        save(officer, shown, **{"skip-2": "1"})
        assert (titles(3), titles(5)) == ([], [SECOND[1]])

    def test_replacing_says_what_goes_and_takes_only_that(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        add_evidence(work.measure, title="ภาพ", url="https://example.org/", actor=cast.officer)
        chosen = {**form_of(pasted(officer, query="?issue=1")), "mode": "replace", "do": "preview"}
        shown = officer.post(PAGE + "?issue=1", chosen)
        page = text_of(shown)
        assert "ทบทวนขั้นตอนบริการ 1" in page
        assert "หลักฐาน 1 รายการ" in page
        save(officer, shown, query="?issue=1")
        assert titles(1) == [FIRST[1], SECOND[1]]

    def test_what_was_changed_meanwhile_is_not_replaced(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        chosen = {**form_of(pasted(officer, query="?issue=1")), "mode": "replace", "do": "preview"}
        shown = officer.post(PAGE + "?issue=1", chosen)
        update_measure(work.measure, {"output": "เพื่อนร่วมงานเพิ่งพิมพ์"}, actor=cast.officer)
        response = save(officer, shown, query="?issue=1")
        assert response.status_code == 409
        assert "มีผู้แก้มาตรการเหล่านี้ไประหว่างนั้น" in text_of(response)
        assert titles(1) == ["ทบทวนขั้นตอนบริการ 1"]
        save(officer, response, query="?issue=1")
        assert titles(1) == [FIRST[1], SECOND[1]]

    def test_a_column_changed_after_the_preview_is_shown_before_it_is_saved(
        self, officer: Client, work: Work
    ) -> None:
        response = save(officer, pasted(officer), **{"field-0-2": "output"})
        assert response.status_code == 409
        assert titles(3) == []
        save(officer, response)
        assert in_issue(3)[0].output == "๑. ประชุม\n๒. เผยแพร่\n๓. ติดตามผล"

    def test_sending_the_form_twice_saves_once(self, officer: Client, work: Work) -> None:
        shown = pasted(officer)
        save(officer, shown)
        assert save(officer, shown).status_code == 302
        assert len(titles(3)) == 2

    def test_saving_takes_no_more_queries_for_more_rows(self, officer: Client, work: Work) -> None:
        few, many = pasted(officer), pasted(officer, table(HEADINGS, *[SECOND] * 40), query="?issue=4")
        with CaptureQueriesContext(connection) as small:
            save(officer, few)
        with CaptureQueriesContext(connection) as large:
            save(officer, many, query="?issue=4")
        assert len(titles(4)) == 40
        assert len(large) <= len(small)

    def test_undo_takes_the_rows_back_and_redo_brings_them_again(self, officer: Client, work: Work) -> None:
        response = save(officer, pasted(officer))
        undo = re.search(r'action="([^"]*take-back[^"]*)"', text_of(officer.get(response.url)))
        assert undo
        response = officer.post(unescape(undo[1]))
        assert titles(3) == []
        again = re.search(r'action="([^"]*take-back[^"]*)"', text_of(officer.get(response.url)))
        assert again
        officer.post(unescape(again[1]))
        assert titles(3) == [FIRST[1], SECOND[1]]

    def test_undo_refuses_when_somebody_has_worked_on_a_row(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        save(officer, pasted(officer))
        event = Event.objects.first()
        update_measure(in_issue(3)[1], {"output": "ทำแล้ว"}, actor=cast.officer)
        response = officer.post(f"{LIST}take-back/{event.pk}/", follow=True)
        assert "เลิกทำไม่ได้" in text_of(response)
        assert "อบรมเจ้าหน้าที่" in text_of(response)
        assert len(titles(3)) == 2

    def test_undo_of_another_municipality_is_not_there(self, officer: Client, work: Work) -> None:
        save(officer, pasted(officer))
        event = Event.objects.first()
        assert officer.post(f"/m/{OTHER_CODE}/{YEAR}/measures/take-back/{event.pk}/").status_code == 404
        assert officer.post(f"/m/{CODE}/{YEAR + 1}/measures/take-back/{event.pk}/").status_code == 404
        assert officer.post(f"{LIST}take-back/999999999/").status_code == 404


class TestNothingIsLost:
    def test_without_javascript_tabs_are_enough(self, officer: Client, work: Work) -> None:
        text = "\n".join("\t".join(row) for row in (HEADINGS, FIRST, SECOND))
        save(officer, pasted(officer, "", text))
        assert titles(3) == [FIRST[1], SECOND[1]]
        assert in_issue(3)[0].procedure == "๑. ประชุม\n๒. เผยแพร่"

    def test_excel_cells_keep_lines_quotes_and_marks(self, officer: Client, work: Work) -> None:
        text = 'มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\r\nทำ\t"๑. ""ด่วน""\n๒. **ดาว**"\tกองคลัง\r\n"พูด" แล้ว\t007\tกองคลัง\r\n'
        save(officer, pasted(officer, "", text))
        first, second = in_issue(3)
        assert first.procedure == '๑. "ด่วน"\n๒. \\*\\*ดาว\\*\\*'
        assert (second.title, second.procedure) == ('"พูด" แล้ว', "007")

    def test_what_has_no_table_is_refused_and_stays(self, officer: Client, work: Work) -> None:
        response = pasted(officer, "", "เพียงประโยคเดียว")
        assert response.status_code == 422
        assert "ไม่มีตารางในสิ่งที่วาง" in text_of(response)
        assert "เพียงประโยคเดียว" in text_of(response)

    def test_too_much_is_refused_with_a_sentence_and_stays(self, officer: Client, work: Work) -> None:
        response = pasted(officer, table(HEADINGS, *[SECOND] * 501))
        assert response.status_code == 422
        assert "502 แถว" in text_of(response)
        response = pasted(officer, "", "ก\t" * 270_000)
        assert response.status_code == 422
        assert "1 MB" in text_of(response)
        response = pasted(officer, "<table><tr>" + "<td>" * 20_001)
        assert response.status_code == 422
        assert "แบ่งวางเป็นส่วน" in text_of(response)

    def test_a_report_in_approval_refuses_and_keeps_the_rows(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        shown = pasted(officer)
        reports = type(work.analysis).objects.filter(pk=work.analysis.pk)
        reports.update(
            state=State.SUBMITTED,
            submitted_by=cast.officer,
            submitted_at=work.plan.created_at,
            submitted_sha256="0" * 64,
            submitted_document=b"{}",
        )
        response = save(officer, shown)
        assert response.status_code == 409
        assert FIRST[1] in text_of(response)
        assert titles(3) == []

    @pytest.mark.parametrize(
        "odd",
        [
            {"field-0-1": "nonsense", "field-0-99": "title", "field-9-0": "title"},
            {"heads-0": "99"},
            {"heads-0": "²", "target-2": "issue-99", "mode": "nonsense"},
            {"target-2": "section-999999999"},
            {"skip-2": "", "skip-x": "1", "field-0-0": "ignore", "field-0-1": "ignore", "field-0-2": "ignore",
             "field-0-3": "ignore", "field-0-4": "ignore", "field-0-5": "ignore"},
        ],
    )  # fmt: skip
    def test_odd_choices_are_no_failure(self, officer: Client, work: Work, odd: dict[str, str]) -> None:
        response = pasted(officer, **odd)
        assert response.status_code == 200
        response = officer.post(PAGE, {"html": WORD, "text": "", "do": "save", **odd})
        assert response.status_code in (409, 422)


class TestWhoMayPaste:
    def test_an_approver_is_told_at_once_who_pastes(self, approver: Client, work: Work) -> None:
        assert approver.get(PAGE).status_code == 403
        response = approver.post(PAGE, {"html": WORD, "text": "", "do": "preview"})
        assert response.status_code == 403

    def test_another_municipality_is_not_there(self, officer: Client, work: Work) -> None:
        assert officer.get(f"/m/{OTHER_CODE}/{YEAR}/measures/paste/").status_code == 404

    def test_a_visitor_is_sent_to_sign_in(self, client: Client, work: Work) -> None:
        assert client.get(PAGE).status_code == 302


DOCUMENTS = sorted((Path(__file__).parent.parent / "documents").glob("*-results.txt"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_rows_saved_are_the_rows_previewed(officer: Client, cast: Cast, work: Work, document: Path) -> None:
    source = Source(text=decode(document.read_bytes()))
    grid, wish = grid_to_read(source), Wish(Choices(), {})
    shown = preview(cast.municipality, YEAR, grid, wish)
    saved = pasted(officer, "", source.text)
    event_count = Event.objects.count()
    assert save(officer, saved, query="?issue=3").status_code == 302
    assert Event.objects.exclude(action="section-added").count() == event_count + 1
    made = Measure.objects.in_bulk(Event.objects.first().after["made"])
    stored = [made[pk] for pk in Event.objects.first().after["made"]]
    wanted = [row.measure for group in shown.groups for row in group.rows]
    assert len(stored) == len(wanted) > 0
    for measure, row in zip(stored, wanted, strict=True):
        assert {name: getattr(measure, name) for name in row.texts} == dict(row.texts)
        assert [each.name for each in measure.responsible.all()] == list(dict.fromkeys(row.responsible))
        assert measure.responsible_as_written == row.responsible_as_written
        assert measure.period_text == row.period.text
        if measure.period_style == row.period.style:
            assert (measure.period_start, measure.period_end) == (row.period.start, row.period.end)
        texts = [text for _heading, text in measure.extra if text]
        assert sorted(texts) == sorted(text for _heading, text in row.extra if text)


PIECES = st.sampled_from(
    [
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=2>", "<td colspan=3>", "<p>",
        "<b>", "<ol><li>", "มาตรการ", "ขั้นตอน", "ที่", "๑.", "ประเด็นที่ ๑", "กองคลัง", "ม.ค. ๖๘",
        "\t", "\n", '"', "ผลลัพธ์", "(ต่อ)", "\x00",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(0, 4), st.sampled_from(CHOICES))
def test_any_paste_is_read_and_its_own_choices_show_it_again(source: str, heads: int, field: str) -> None:
    issues = [FrameIssue(no, title) for no, title in issue_titles().items()]
    grid = grid_of(source, source)
    for choices in (Choices(), Choices({0: {1: field}}, {0: heads})):
        read = read_pasted(grid, issues, YEAR, choices)
        chosen = Choices(
            {number: dict(enumerate(shape.fields)) for number, shape in enumerate(read.shapes)},
            {number: shape.heads for number, shape in enumerate(read.shapes)},
        )
        again = read_pasted(grid, issues, YEAR, chosen)
        assert (again.shapes, again.groups) == (read.shapes, read.groups)


def test_a_table_without_headings_is_guessed_by_what_stands_in_it(work: Work) -> None:
    grid = grid_of(table(FIRST[:5], SECOND[:5]), "")
    shape = read_pasted(grid, (), YEAR).shapes[0]
    assert shape.fields == ("number", "title", "procedure", "responsible", "period")
    chosen = read_pasted(grid, (), YEAR, Choices({0: {1: "output", 2: "output"}}))
    assert chosen.groups[0].rows[0].measure.output == f"{FIRST[1]}\n๑. ประชุม\n๒. เผยแพร่"
