"""A mend of a draft is a save like any other: guarded by the text it saw, in the history, in the trail."""

from __future__ import annotations

import pytest

from assessments.services import save_analysis_row
from editing.history import Subject, revisions
from editing.services import Change, save_changes
from editing.texts import text_hash
from measures.section_headings import save_headings
from measures.services import update_measure
from reports.document import Block
from reports.mends import Mended, mend, mendable
from reports.models import Report, Waiver
from reports.places import Placed
from reports.progress import Cycle
from reports.publication import perform
from reports.services import set_front_matter
from reports.waivers import ask
from reports.workflow import Refused, WrongState
from tests.cast import YEAR, Cast, Work, begin_work, load_catalogue, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db

WRONG = "ข้อ i1 ปี ๒๕๖๗ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๓.๐๕ คะแนน"
RIGHT = WRONG.replace("๓.๐๕", "๓.๕๐")
TWICE = f"{WRONG}\n{WRONG.replace('i1', 'i2').replace('๓.๐๕', '๓.๐๐')}"


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def work(people: Cast) -> Work:
    found = begin_work(people)
    update_measure(found.measure, {"outcome": WRONG}, actor=people.officer)
    return found


def cycle(people: Cast) -> Cycle:
    return Cycle(people.municipality, YEAR)


def rows(report: Report, people: Cast) -> list[Placed]:
    return [row for row in mendable(report, cycle(people)) if row.finding.code == "score-difference"]


def mend_them(report: Report, people: Cast, found: list[Placed]) -> Mended:
    chosen = {row.mark: row.mend.base for row in found if row.mend}
    return mend(report, cycle(people), chosen, actor=people.officer)


def outcome(work: Work) -> str:
    work.measure.refresh_from_db()
    return str(work.measure.outcome)


def test_a_mend_writes_the_right_number_into_the_field(people: Cast, work: Work) -> None:
    done = mend_them(work.results, people, rows(work.results, people))
    assert len(done.done) == 1
    assert not done.refused
    assert outcome(work) == RIGHT
    assert not rows(work.results, people)


def test_what_stood_there_is_in_the_history_and_the_act_in_the_trail(people: Cast, work: Work) -> None:
    done = mend_them(work.results, people, rows(work.results, people))
    newest = revisions(Subject("measure", work.measure.pk), "outcome")[0]
    assert (newest.before, newest.text, newest.actor) == (WRONG, RIGHT, people.officer)
    assert [key for _field, key in done.undo] == [newest.pk]
    event = Event.objects.get(action="findings-mended")
    assert event.after["count"] == 1
    assert event.after["mended"][0]["is"] == "๓.๕๐"


def test_a_text_that_changed_meanwhile_is_left_alone(people: Cast, work: Work) -> None:
    found = rows(work.results, people)
    typed = f"{WRONG} ผู้รับบริการพอใจมากขึ้น"
    update_measure(work.measure, {"outcome": typed}, actor=people.officer)
    done = mend_them(work.results, people, found)
    assert outcome(work) == typed
    assert not done.done
    assert len(done.refused) == 1
    assert not Event.objects.filter(action="findings-mended").exists()


def test_mending_twice_is_once(people: Cast, work: Work) -> None:
    found = rows(work.results, people)
    mend_them(work.results, people, found)
    again = mend_them(work.results, people, found)
    assert (again.done, again.refused, again.gone) == ((), (), 1)
    assert outcome(work) == RIGHT
    assert Event.objects.filter(action="findings-mended").count() == 1


def test_several_places_of_one_field_are_mended_together(people: Cast, work: Work) -> None:
    update_measure(work.measure, {"outcome": TWICE}, actor=people.officer)
    found = rows(work.results, people)
    assert len(found) == 2
    done = mend_them(work.results, people, found)
    assert outcome(work) == f"{RIGHT}\n{RIGHT.replace('i1', 'i2')}"
    assert (len(done.done), len(done.undo)) == (2, 1)


def test_what_was_not_chosen_stays(people: Cast, work: Work) -> None:
    update_measure(work.measure, {"outcome": TWICE}, actor=people.officer)
    mend_them(work.results, people, rows(work.results, people)[1:])
    assert outcome(work) == f"{WRONG}\n{RIGHT.replace('i1', 'i2')}"


def test_an_analysis_is_mended_in_its_own_row(people: Cast, work: Work) -> None:
    row = work.assessment.analysis.get()
    save_analysis_row(row, {"remark": WRONG}, actor=people.officer)
    mend_them(work.analysis, people, rows(work.analysis, people))
    row.refresh_from_db()
    assert row.remark == RIGHT


def test_a_report_that_waits_for_approval_is_not_mended(people: Cast, work: Work) -> None:
    found = rows(work.results, people)
    work.results.state = "submitted"
    assert mendable(work.results, cycle(people)) == []
    with pytest.raises(WrongState):
        mend_them(work.results, people, found)
    assert outcome(work) == WRONG


def test_a_mended_mistake_needs_no_waiver_any_more(people: Cast, work: Work) -> None:
    (found,) = rows(work.results, people)
    from reports.places import placed

    frozen, findings = cycle(people).checked(work.results)
    errors = placed(findings, frozen.document, cycle(people))[0].findings
    mark = next(each.fingerprint for each in errors if each.finding == found.finding)
    ask(work.results, mark, people.officer, "ตัวเลขตามประกาศ")
    for other in errors:
        if other.fingerprint != mark:
            ask(work.results, other.fingerprint, people.officer, "ยังไม่ครบทุกประเด็น")
    mend_them(work.results, people, [found])
    assert perform(work.results, "submit", people.officer).state == "submitted"
    assert not Waiver.objects.filter(fingerprint=mark).exists()
    assert Event.objects.filter(action="waiver-requested", after__code="score-difference").exists()


def test_nobody_mends_what_the_guard_holds(people: Cast, work: Work) -> None:
    """The results in approval hold the outcome; the analysis may still be mended."""
    found = rows(work.results, people)
    Report.objects.filter(pk=work.results.pk).update(
        state="submitted", submitted_at="2026-01-05T00:00Z", submitted_by=people.officer,
        submitted_document=b"{}", submitted_sha256="0" * 64,
    )  # fmt: skip
    try:
        done = mend_them(work.results, people, found)  # the row in hand still says draft
    except Refused:
        return
    assert outcome(work) == WRONG
    assert done.refused


def test_texts_that_only_the_report_has_are_mended_too(people: Cast, work: Work) -> None:
    set_front_matter(
        work.results,
        title=WRONG,
        blocks={"before": (Block(text="นำ"), Block(text=WRONG))},
        layout_options={"intro": WRONG},
        actor=people.officer,
    )
    save_headings(work.measure.section, {"heading_as_written": WRONG}, actor=people.officer)
    work.results.refresh_from_db()
    found = rows(work.results, people)
    assert len(found) == 5
    done = mend_them(work.results, people, found)
    assert len(done.done) == 5
    work.results.refresh_from_db()
    work.measure.section.refresh_from_db()
    assert work.results.title == RIGHT
    assert [each["text"] for each in work.results.blocks["before"]] == ["นำ", RIGHT]
    assert work.results.layout["intro"] == RIGHT
    assert work.measure.section.heading_as_written == RIGHT
    assert outcome(work) == RIGHT
    assert not rows(work.results, people)
    assert revisions(Subject("report", work.results.pk), "before.1")[0].before == WRONG


def test_a_heading_that_changed_meanwhile_is_left_alone(people: Cast, work: Work) -> None:
    section = work.measure.section
    save_headings(section, {"heading_as_written": WRONG}, actor=people.officer)
    found = [row for row in rows(work.results, people) if row.finding.where.field == "heading"]
    save_headings(section, {"heading_as_written": f"{WRONG} ก"}, actor=people.officer)
    assert mend_them(work.results, people, found).refused
    section.refresh_from_db()
    assert section.heading_as_written == f"{WRONG} ก"


def test_a_heading_is_held_while_a_report_is_in_approval(people: Cast, work: Work) -> None:
    Report.objects.filter(pk=work.results.pk).update(
        state="submitted", submitted_at="2026-01-05T00:00Z", submitted_by=people.officer,
        submitted_document=b"{}", submitted_sha256="0" * 64,
    )  # fmt: skip
    changes = [
        Change(f"section:{work.measure.section.pk}", "heading_as_written", "หัวข้อ", text_hash(""), 1),
        Change(f"report:{work.results.pk}", "title", "ชื่อ", text_hash(work.results.title), 1),
    ]
    results = save_changes(people.municipality, YEAR, changes, actor=people.officer)
    assert [each.status for each in results] == ["locked", "locked"]


def test_nobody_reaches_the_texts_of_another_municipality(people: Cast, work: Work) -> None:
    names = [
        (f"section:{work.measure.section.pk}", "heading_as_written"),
        (f"report:{work.results.pk}", "title"),
    ]
    names += [(f"report:{work.results.pk}", "before.7"), (f"report:{work.results.pk}", "state")]
    for subject, field in names:
        change = Change(subject, field, "x", text_hash(""), 1)
        elsewhere = people.municipality if field in ("before.7", "state") else people.other
        assert save_changes(elsewhere, YEAR, [change], actor=people.officer)[0].status == "gone", subject
