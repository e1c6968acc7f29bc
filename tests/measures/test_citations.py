"""Scores in sentences: what is inserted is right, is renewed when a score changes, and is the writer's to change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessments.models import Assessment
from assessments.scoring import Direction, Predecessor, compare
from assessments.services import get_or_create_assessment, save_scores
from catalogue.frame import FrameItem
from catalogue.frame_data import shipped_frames
from catalogue.models import Item
from ita_portal.thai.celltext import plain
from ita_portal.thai.continuing import with_line
from ita_portal.thai.digits import Digits
from measures.citations import insert_citation, renew
from measures.cited import CitedYear, outdated
from measures.models import Citation, Measure
from measures.result_sentences import NoSentence, Told, result_sentence
from measures.services import add_measure, get_or_create_plan, update_measure
from municipalities.guard import ReadOnly
from reports.checks import registry
from reports.checks.score_sentences import statements
from reports.document import Section
from reports.models import Report, State
from reports.services import get_or_create_report
from tests import factories
from tests.cast import YEAR, Cast, load_catalogue, make_cast
from trail.models import Event

I1 = "เจ้าหน้าที่ในหน่วยงานของท่าน ปฏิบัติงานหรือให้บริการ เป็นไปตามขั้นตอนและระยะเวลา มากน้อยเพียงใด"
O35 = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"


# --- the sentence ----------------------------------------------------------------------------------------


def told(year: int, code: str, before: str | None, now: str | None) -> Told:
    frames = shipped_frames()
    item = frames[year].item_by_code[code.lower()]
    score_before, score_now = (Decimal(each) if each else None for each in (before, now))
    return _told(year, item, score_before, score_now)


def _told(year: int, item: FrameItem, before: Decimal | None, now: Decimal | None) -> Told:
    old = shipped_frames().get(year - 1)
    known = old.item_by_code if old else {}
    titles = tuple(known[code.lower()].title if code.lower() in known else "" for code in item.replaces)
    return Told(item, year, compare(now, [Predecessor(code, before) for code in item.replaces]), titles)


def test_a_rise_is_told_with_both_scores_and_the_difference() -> None:
    assert result_sentence(told(2568, "i1", "94.01", "95.15")) == (
        f"ผลการประเมิน ITA ข้อ i๑ “{I1}” ปี ๒๕๖๗ ได้ ๙๔.๐๑ คะแนน ปี ๒๕๖๘ ได้ ๙๕.๑๕ คะแนน เพิ่มขึ้น ๑.๑๔ คะแนน"
    )


def test_a_fall_is_told_as_a_fall_and_in_the_digits_of_the_layout() -> None:
    assert result_sentence(told(2568, "i1", "95.15", "94.01"), "arabic") == (
        f"ผลการประเมิน ITA ข้อ i1 “{I1}” ปี 2567 ได้ 95.15 คะแนน ปี 2568 ได้ 94.01 คะแนน ลดลง 1.14 คะแนน"
    )


def test_an_equal_score_neither_rose_nor_fell() -> None:
    assert result_sentence(told(2568, "i1", "90.00", "90.00")).endswith("ได้ ๙๐.๐๐ คะแนน คะแนนเท่าเดิม")


def test_an_item_with_another_code_is_told_with_both() -> None:
    assert result_sentence(told(2568, "O28", "50.00", "100.00")) == (
        f"ผลการประเมิน ITA ข้อ O๓๕ “{O35}” ปี ๒๕๖๗ ได้ ๕๐.๐๐ คะแนน "
        "ปี ๒๕๖๘ เป็นข้อ O๒๘ ได้ ๑๐๐.๐๐ คะแนน เพิ่มขึ้น ๕๐.๐๐ คะแนน"
    )


def test_a_merged_item_has_no_difference() -> None:
    assert result_sentence(told(2568, "O1", "50.00", "100.00")) == (
        "ผลการประเมิน ITA ข้อ O๑ “โครงสร้างและอำนาจหน้าที่” ปี ๒๕๖๘ ได้ ๑๐๐.๐๐ คะแนน "
        "(รวมจากข้อ O๑ และข้อ O๓ ของปี ๒๕๖๗ จึงไม่เปรียบเทียบกับปีก่อน)"
    )


@pytest.mark.parametrize(
    ("before", "now", "missing"), [("90.00", None, (2568, "O28")), (None, "90.00", (2567, "O35"))]
)
def test_without_a_score_there_is_no_sentence_but_the_way_to_it(
    before: str | None, now: str | None, missing: tuple[int, str]
) -> None:
    with pytest.raises(NoSentence) as refused:
        result_sentence(told(2568, "O28", before, now))
    assert refused.value.missing == missing


scores = st.integers(0, 10000).map(lambda hundredths: Decimal(hundredths) / 100)
items = st.sampled_from([(2568, item) for item in shipped_frames()[2568].items]) | st.sampled_from(
    [(year, item) for year, frame in shipped_frames().items() for item in frame.items]
)


@given(items, scores, scores, st.sampled_from(("thai", "arabic")))
def test_every_sentence_says_to_a_reader_what_was_stored(
    of: tuple[int, FrameItem], before: Decimal, now: Decimal, digits: Digits
) -> None:
    year, item = of
    one = _told(year, item, before, now)
    (read,) = statements(plain(result_sentence(one, digits)))
    if one.difference is None:
        assert [(score.year, score.value) for score in read.scores] == [(year, now)]
        assert not read.differences
        assert not read.directions
        return
    assert [(score.year, score.value) for score in read.scores] == [(year - 1, before), (year, now)]
    assert [stated.value for stated in read.differences] == ([abs(now - before)] if now != before else [])
    right = Direction.UP if now > before else Direction.DOWN if now < before else Direction.SAME
    assert [word.direction for word in (*read.differences, *read.directions)] == [right]


ITEMS_OF_2568 = {item.code: item for item in shipped_frames()[2568].items}


@example(
    [
        ((2568, ITEMS_OF_2568["O12"]), Decimal("90.00"), Decimal("90.00")),
        ((2568, ITEMS_OF_2568["O11"]), Decimal("80.00"), Decimal("81.50")),
    ],
    False,
)
@example(
    [
        ((2568, ITEMS_OF_2568["O12"]), Decimal("90.00"), Decimal("90.00")),
        ((2568, ITEMS_OF_2568["O4"]), Decimal("80.00"), Decimal("81.50")),
    ],
    False,
)
@given(st.lists(st.tuples(items, scores, scores), min_size=1, max_size=5), st.booleans())
def test_the_checks_find_nothing_wrong_with_a_cell_full_of_sentences(
    wanted: list[tuple[tuple[int, FrameItem], Decimal, Decimal]], listed: bool
) -> None:
    """Sentences of different items stand below each other; the score rules read the whole cell."""
    cell = "๑. ประชาชนได้รับบริการเร็วขึ้น" if listed else ""
    of_2568 = [(item, before, now) for (year, item), before, now in wanted if year == 2568]
    for item, before, now in of_2568:
        cell = with_line(cell, result_sentence(_told(2568, item, before, now)))
    document = factories.results_document(
        sections=(Section(issue=1, measures=(factories.document_measure(1, outcome=cell),)),)
    )
    found = registry.run(document, shipped_frames())
    assert [each for each in found if each.code in ("score-difference", "score-direction")] == []


# --- inserting -------------------------------------------------------------------------------------------


@pytest.fixture
def people(db: None) -> Cast:
    load_catalogue(2567, 2568, 2569)
    return make_cast()


@pytest.fixture
def assessments(people: Cast) -> tuple[Assessment, Assessment]:
    before = get_or_create_assessment(people.municipality, YEAR - 1)
    now = get_or_create_assessment(people.municipality, YEAR)
    save_scores(before, {"i1": "94.01", "i2": "90.00", "O35": "100"})
    save_scores(now, {"i1": "95.15", "i2": "88.50", "O28": "100"})
    return before, now


@pytest.fixture
def measure(people: Cast, assessments: object) -> Measure:
    plan = get_or_create_plan(people.municipality, YEAR)
    fields = {"title": "ทบทวนขั้นตอน", "outcome": "๑) เร็วขึ้น\n๒) ถูกต้องขึ้น", "items": ["i1", "i2", "O35"]}
    return add_measure(plan.sections.get(issue__no=1), fields, actor=people.officer)


def text_of(measure: Measure, field: str = "outcome") -> str:
    measure.refresh_from_db()
    return str(getattr(measure, field))


def states(people: Cast) -> list[str]:
    return [each.state for each in outdated(people.municipality, YEAR)]


def test_the_sentence_is_the_next_line_of_the_list(people: Cast, measure: Measure) -> None:
    citation = insert_citation(measure, "outcome", "i1", actor=people.officer)
    assert text_of(measure) == f"๑) เร็วขึ้น\n๒) ถูกต้องขึ้น\n๓) {citation.sentence}"
    assert (citation.year_before, citation.year_now) == (2567, 2568)
    assert (citation.score_before, citation.score_now) == (Decimal("94.01"), Decimal("95.15"))
    assert citation.difference == Decimal("1.14")
    event = Event.objects.order_by("-pk")[0]
    assert (event.action, event.actor_id) == ("citation-inserted", people.officer.pk)
    assert event.after["outcome"] == text_of(measure)


def test_into_an_empty_field_it_goes_as_it_is(measure: Measure) -> None:
    citation = insert_citation(measure, "output", "i2")
    assert text_of(measure, "output") == citation.sentence
    assert citation.sentence.endswith("ลดลง ๑.๕๐ คะแนน")


def test_twice_is_once(measure: Measure) -> None:
    first = insert_citation(measure, "outcome", "i1")
    again = insert_citation(measure, "outcome", "I1")
    assert again.pk == first.pk
    assert text_of(measure).count("i๑") == 1
    assert Event.objects.filter(action="citation-inserted").count() == 1


def test_a_measure_offers_its_items_under_the_codes_of_the_year_of_action(
    people: Cast, measure: Measure
) -> None:
    insert_citation(measure, "outcome", "i1")
    measure.refresh_from_db()
    offers = CitedYear(people.municipality, YEAR).offers(measure)
    assert [(each.linked, each.code, set(each.stands_in)) for each in offers] == [
        ("i1", "i1", {"outcome"}),
        ("i2", "i2", set()),
        ("O35", "O28", set()),
    ]


def test_an_item_without_a_score_is_refused_with_the_reason(people: Cast, measure: Measure) -> None:
    update_measure(measure, {"items": ["i3"]})
    offer = CitedYear(people.municipality, YEAR).offers(measure)[0]
    assert (offer.sentence, offer.missing) == ("", (2568, "i3"))
    with pytest.raises(NoSentence):
        insert_citation(measure, "outcome", "i3")
    assert not Citation.objects.exists()


def test_the_layout_of_the_results_report_decides_the_digits(people: Cast, measure: Measure) -> None:
    report = get_or_create_report(people.municipality, "results", YEAR)
    report.layout = {**report.layout, "digits": "arabic"}
    report.save()
    assert "94.01" in insert_citation(measure, "outcome", "i1").sentence


def test_a_report_in_approval_takes_no_sentence(people: Cast, measure: Measure) -> None:
    report = get_or_create_report(people.municipality, "results", YEAR)
    submit(report, people)
    before = text_of(measure)
    with pytest.raises(ReadOnly):
        insert_citation(measure, "outcome", "i1")
    assert text_of(measure) == before
    assert not Citation.objects.exists()


def submit(report: Report, people: Cast) -> None:
    from django.utils import timezone

    Report.objects.filter(pk=report.pk).update(
        state=State.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=people.officer,
        submitted_sha256="0" * 64,
        submitted_document=b"{}",
    )


# --- when a score changes --------------------------------------------------------------------------------


def test_a_changed_score_makes_its_sentences_out_of_date(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "i1")
    insert_citation(measure, "outcome", "i2")
    assert states(people) == []
    save_scores(assessments[1], {"i1": "93.00"})
    found = outdated(people.municipality, YEAR)
    assert [(each.citation.item.code, each.state) for each in found] == [("i1", "outdated")]
    assert found[0].renewed.endswith("ลดลง ๑.๐๑ คะแนน")


def test_a_score_of_the_year_before_counts_as_well(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "O28")
    save_scores(assessments[0], {"O35": "50"})
    assert states(people) == ["outdated"]


def test_renewing_puts_the_new_figures_where_the_sentence_stood(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "i1")
    update_measure(measure, {"outcome": text_of(measure) + " เพราะลดขั้นตอน\n๔) จบ"})
    save_scores(assessments[1], {"i1": "97.00"})
    renewed = renew(people.municipality, YEAR, actor=people.officer)
    assert [each.score_now for each in renewed] == [Decimal("97.00")]
    assert "ปี ๒๕๖๘ ได้ ๙๗.๐๐ คะแนน เพิ่มขึ้น ๒.๙๙ คะแนน เพราะลดขั้นตอน\n๔) จบ" in text_of(measure)
    assert states(people) == []
    assert Event.objects.filter(action="citations-renewed").count() == 1
    assert renew(people.municipality, YEAR) == []


def test_a_sentence_changed_by_hand_stays_and_is_pointed_out(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "i1")
    own = text_of(measure).replace("เพิ่มขึ้น", "สูงขึ้น")
    update_measure(measure, {"outcome": own})
    assert states(people) == []
    save_scores(assessments[1], {"i1": "97.00"})
    assert states(people) == ["by-hand"]
    assert renew(people.municipality, YEAR) == []
    assert text_of(measure) == own


def test_a_deleted_sentence_is_no_concern_of_anybody(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "i1")
    update_measure(measure, {"outcome": "๑) เร็วขึ้น"})
    save_scores(assessments[1], {"i1": "97.00"})
    assert states(people) == []


def test_a_score_that_was_emptied_leaves_nothing_to_renew_with(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "i1")
    before = text_of(measure)
    save_scores(assessments[1], {"i1": None})
    found = outdated(people.municipality, YEAR)
    assert [(each.state, each.renewed) for each in found] == [("outdated", "")]
    assert found[0].reason
    assert renew(people.municipality, YEAR) == []
    assert text_of(measure) == before


def test_only_the_chosen_ones_are_renewed_and_never_another_municipalitys(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    first = insert_citation(measure, "outcome", "i1")
    second = insert_citation(measure, "output", "i2")
    save_scores(assessments[1], {"i1": "97.00", "i2": "97.00"})
    assert renew(people.other, YEAR, [first.pk, second.pk]) == []
    assert [each.pk for each in renew(people.municipality, YEAR, [second.pk])] == [second.pk]
    assert [each.citation.pk for each in outdated(people.municipality, YEAR)] == [first.pk]


def test_a_report_in_approval_keeps_its_sentences(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    insert_citation(measure, "outcome", "i1")
    report = get_or_create_report(people.municipality, "results", YEAR)
    submit(report, people)
    save_scores(assessments[1], {"i1": "97.00"})
    with pytest.raises(ReadOnly):
        renew(people.municipality, YEAR)
    assert "๙๕.๑๕" in text_of(measure)


def test_looking_for_old_sentences_asks_as_much_for_many_as_for_one(
    people: Cast, measure: Measure, assessments: tuple[Assessment, Assessment]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    insert_citation(measure, "outcome", "i1")
    save_scores(assessments[1], {"i1": "97.00", "i2": "97.00"})
    with CaptureQueriesContext(connection) as one:
        assert len(outdated(people.municipality, YEAR)) == 1
    save_scores(assessments[1], {"i1": "98.00"})
    for number in range(5):
        more = add_measure(measure.section, {"title": str(number)})
        insert_citation(more, "outcome", "i1")
        insert_citation(more, "output", "i2")
    save_scores(assessments[1], {"i1": "99.00", "i2": "99.00"})
    with CaptureQueriesContext(connection) as many:
        assert len(outdated(people.municipality, YEAR)) == 11
    assert len(many) == len(one)


def test_the_sentence_belongs_to_the_catalogue_that_the_scores_are_kept_under(measure: Measure) -> None:
    citation = insert_citation(measure, "outcome", "O28")
    assert citation.item == Item.objects.get(framework__evaluation_year=2568, code="O28")
