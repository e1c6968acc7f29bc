"""Document → database → Document: nothing a document says is lost, and nothing is invented."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings

from assessments.models import Assessment, ItemScore
from assessments.services import get_or_create_assessment, save_scores
from measures.models import Measure as MeasureRow
from measures.models import Plan
from municipalities.guard import ReadOnly
from reports import document as doc
from reports.apply import AlreadyThere, apply, apply_document
from reports.build import build
from reports.formats.json_form import dumps, loads
from reports.models import Report, State
from tests import factories, strategies
from tests.cast import Cast, load_catalogue, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


def as_written(document: doc.Document) -> doc.Document:
    """The document reduced to what it says: without what the database resolves or computes."""
    return replace(
        document,
        municipality=doc.Municipality(),
        assessed_year=None,
        action_year=None,
        evaluation_year=None,
        issues=(),
        emblem="",
        result=_result_as_written(document.result),
        analysis=tuple(_row_as_written(row) for row in document.analysis),
        sections=tuple(_section_as_written(each) for each in document.sections if _says_something(each)),
        item_evidence=tuple(
            replace(each, title="") if each.item else each for each in document.item_evidence
        ),
    )


def _says_something(section: doc.Section) -> bool:
    return replace(section, issue=None, title="", line=None) != doc.Section()


def _result_as_written(result: doc.Result) -> doc.Result:
    rows = tuple(replace(each, name="", instrument="", level_computed="") for each in result.indicators)
    return replace(
        result,
        year=None,
        total_computed=None,
        level_computed="",
        level_provable=True,
        instruments=tuple(
            doc.InstrumentScore(each.code, each.score, None, each.before)
            for each in sorted(result.instruments, key=lambda each: each.code)
            if each.score is not None or each.before is not None
        ),
        indicators=rows,
        items=tuple(
            replace(each, title="", indicator=None, before=None, before_codes=())
            for each in sorted(result.items, key=lambda each: each.code)
        ),
        trend=result.trend,
        bands=(),
    )


def _row_as_written(row: doc.AnalysisRow) -> doc.AnalysisRow:
    items = tuple(replace(each, score=None) for each in row.items)
    return replace(row, items=items)


def _section_as_written(section: doc.Section) -> doc.Section:
    return replace(section, title="")


def test_an_analysis_comes_back_as_it_was_written(people: Cast) -> None:
    document = factories.analysis_document()
    report = apply(document, people.municipality, actor=people.officer)
    built = build(report)
    assert as_written(built).sections == as_written(document).sections
    assert as_written(built).analysis == as_written(document).analysis
    assert built.result.total_as_written == "๘๒.๑๑"
    assert [row.score_as_written for row in built.result.indicators] == [
        f"{80 + no}.00" for no in range(1, 11)
    ]
    assert built.title == document.title


def test_a_results_report_comes_back_as_it_was_written(people: Cast) -> None:
    document = factories.results_document()
    assert as_written(build(apply(document, people.municipality))) == as_written(document)


def test_the_years_of_an_analysis_are_kept_apart(people: Cast) -> None:
    built = build(apply(factories.analysis_document(2567), people.municipality))
    assert (built.assessed_year, built.action_year, built.evaluation_year) == (2567, 2568, 2568)
    assert built.result.year == 2567


def test_the_years_of_a_results_report_are_kept_apart(people: Cast) -> None:
    built = build(apply(factories.results_document(2568), people.municipality))
    assert (built.assessed_year, built.action_year, built.evaluation_year) == (2567, 2568, 2569)


def test_the_database_comes_back_as_itself(people: Cast) -> None:
    """Database → Document → database is the identity: written over itself, a report says the same bytes."""
    report = apply(factories.analysis_document(), people.municipality)
    once = dumps(build(report))
    apply(build(report), people.municipality, mode="replace")
    assert dumps(build(Report.objects.get(pk=report.pk))) == once


def test_computed_figures_stand_beside_announced_ones(people: Cast) -> None:
    result = build(apply(factories.analysis_document(), people.municipality)).result
    assert result.total == Decimal("82.11")
    assert result.total_computed == Decimal("86.80")
    assert [each.computed for each in result.instruments] == [Decimal(83), Decimal(87), Decimal("89.50")]
    assert result.level == "ต้องปรับปรุง"
    assert result.level_computed == "ต้องปรับปรุง"


def test_every_item_score_goes_into_the_score_table(people: Cast) -> None:
    apply(factories.analysis_document(), people.municipality)
    scores = {row.item.code: row.score for row in ItemScore.objects.select_related("item")}
    assert scores == {"i1": Decimal("89.27"), "O9": Decimal("50.00")}


def test_an_analysis_row_that_disagrees_with_the_score_table_keeps_its_own_number(people: Cast) -> None:
    document = factories.analysis_document()
    row = replace(
        document.analysis[0],
        items=(doc.AnalysisItem("i1", Decimal("98.27"), score_as_written="๙๘.๒๗"),),
    )
    built = build(apply(replace(document, analysis=(row,)), people.municipality))
    assert built.analysis[0].items[0].score == Decimal("98.27")
    assert {item.code: item.score for item in built.result.items}["i1"] == Decimal("89.27")


def test_a_corrected_score_reaches_the_analysis_that_printed_the_old_one(people: Cast) -> None:
    report = apply(factories.analysis_document(), people.municipality)
    save_scores(Assessment.objects.get(), {"i1": "90.00"})
    item = build(report).analysis[0].items[0]
    assert (item.score, item.score_as_written, item.code_as_written) == (Decimal("90.00"), "", "1๑")


def test_a_second_document_keeps_the_figure_it_printed(people: Cast) -> None:
    apply(factories.analysis_document(), people.municipality)
    other = factories.results_document(
        2567, result=doc.Result(year=2567, total=Decimal("90.68"), total_as_written="๙๐.๖๘")
    )
    applied = apply_document(other, people.municipality)
    assert build(applied.report).result.total == Decimal("90.68")
    assert [note.code for note in applied.notes] == ["import-score-differs"]
    assert Assessment.objects.get().total == Decimal("82.11")


def test_a_printed_figure_gives_way_when_the_stored_one_is_changed(people: Cast) -> None:
    apply(factories.analysis_document(), people.municipality)
    other = factories.results_document(
        2567, result=doc.Result(year=2567, total=Decimal("90.68"), total_as_written="๙๐.๖๘")
    )
    report = apply(other, people.municipality)
    save_scores(Assessment.objects.get(), announced={"total": "91.00"})
    result = build(report).result
    assert (result.total, result.total_as_written) == (Decimal("91.00"), "")


def test_a_printed_trend_stays_where_the_portal_knows_no_earlier_year(people: Cast) -> None:
    trend = (doc.YearTotal(2565, Decimal("78.10"), "B"), doc.YearTotal(2566, Decimal("80.20"), ""))
    document = factories.analysis_document()
    document = replace(document, result=replace(document.result, trend=trend))
    report = apply(document, people.municipality)
    assert build(report).result.trend == trend
    save_scores(Assessment.objects.get(), announced={"total": "83.00"})
    assert [point.total for point in build(report).result.trend] == [
        Decimal(n) for n in ("78.10", "80.20", "83.00")
    ]


def test_figures_without_a_year_stay_with_the_report(people: Cast) -> None:
    document = factories.results_document(result=doc.Result(total=Decimal("90.68"), level="ผ่านดี"))
    built = build(apply(document, people.municipality))
    assert (built.result.total, built.result.level) == (Decimal("90.68"), "ผ่านดี")
    assert not Assessment.objects.exists()


def test_the_year_before_stands_beside_every_item_it_continues(people: Cast) -> None:
    apply(factories.analysis_document(2567), people.municipality)
    report = apply(
        factories.analysis_document(
            2568,
            sections=(),
            result=doc.Result(year=2568, items=(doc.ItemScore("i1", score=Decimal("92.00")),)),
        ),
        people.municipality,
    )
    item = build(report).result.items[0]
    assert (item.before_codes, item.before) == (("i1",), Decimal("89.27"))
    assert build(report).result.total_before == Decimal("82.11")


def test_a_report_is_built_in_the_same_number_of_queries_whatever_its_size(
    people: Cast, django_assert_max_num_queries: object
) -> None:
    from django.db import connection

    small = apply(factories.analysis_document(), people.municipality)
    document = factories.analysis_document()
    large = replace(
        document,
        sections=tuple(replace(each, measures=each.measures * 30) for each in document.sections),
        analysis=document.analysis * 20,
    )
    other = apply(large, people.other)
    build(small)  # frames are read once per process
    counts = []
    for report in (small, other):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            build(Report.objects.get(pk=report.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_a_second_import_says_what_is_there(people: Cast) -> None:
    apply(factories.results_document(), people.municipality)
    with pytest.raises(AlreadyThere) as refused:
        apply(factories.results_document(), people.municipality)
    assert "7" in str(refused.value)
    assert "2568" in str(refused.value)


def test_measures_of_the_same_plan_are_not_mixed_without_being_asked(people: Cast) -> None:
    apply(factories.analysis_document(2567), people.municipality)
    with pytest.raises(AlreadyThere):
        apply(factories.results_document(2568), people.municipality)
    assert Report.objects.count() == 1


def test_merging_results_fills_the_planned_measures(people: Cast) -> None:
    apply(factories.analysis_document(2567), people.municipality)
    report = apply(factories.results_document(2568), people.municipality, mode="merge")
    built = build(report)
    assert MeasureRow.objects.count() == 7
    assert [section.measures[0].output for section in built.sections] == ["๑. ประชุมแล้ว\n๒. เผยแพร่แล้ว"] * 7
    assert MeasureRow.objects.filter(follow_up="รายงานผลทุกไตรมาส").count() == 7


def test_the_event_of_a_merge_tells_what_was_filled_in(people: Cast) -> None:
    apply(factories.analysis_document(2567), people.municipality)
    apply(factories.results_document(2568), people.municipality, mode="merge", actor=people.officer)
    event = Event.objects.filter(action="report-imported").latest("pk")
    measure = MeasureRow.objects.order_by("pk").first()
    assert measure is not None
    assert event.before[f"measure {measure.pk}"] == {"output": "", "outcome": ""}
    assert event.after[f"measure {measure.pk}"]["output"] == "๑. ประชุมแล้ว\n๒. เผยแพร่แล้ว"


def test_the_event_of_a_replacement_tells_what_the_report_said(people: Cast) -> None:
    apply(factories.results_document(title="เดิม"), people.municipality)
    apply(factories.results_document(title="ใหม่"), people.municipality, mode="replace")
    event = Event.objects.filter(action="report-imported").latest("pk")
    assert (event.before["report"]["title"], event.after["report"]["title"]) == ("เดิม", "ใหม่")


def test_merging_never_overwrites_another_text(people: Cast) -> None:
    apply(factories.results_document(), people.municipality)
    other = doc.Section(
        issue=1,
        measures=(
            factories.document_measure(1, output="ทำเป็นอย่างอื่น", suggestion="ควรทำต่อ"),
            factories.document_measure(1, title="มาตรการใหม่"),
        ),
    )
    applied = apply_document(factories.results_document(sections=(other,)), people.municipality, mode="merge")
    measures = build(applied.report).sections[0].measures
    assert [measure.title for measure in measures] == ["มาตรการของประเด็นที่ 1", "มาตรการใหม่"]
    assert measures[0].output == "๑. ประชุมแล้ว\n๒. เผยแพร่แล้ว"
    assert measures[0].suggestion == "ควรทำต่อ"
    assert [note.code for note in applied.notes] == ["import-text-differs"]
    assert "“output”" not in applied.notes[0].message  # a field is named as people call it
    assert "ทำเป็นอย่างอื่น" in applied.notes[0].message


def test_merging_never_overwrites_another_score(people: Cast) -> None:
    apply(factories.analysis_document(), people.municipality)
    document = factories.analysis_document(
        result=doc.Result(
            year=2567, items=(doc.ItemScore("i1", score=Decimal(10)), doc.ItemScore("i2", score=Decimal(20)))
        )
    )
    applied = apply_document(document, people.municipality, mode="merge")
    scores = {row.item.code: row.score for row in ItemScore.objects.select_related("item")}
    assert (scores["i1"], scores["i2"]) == (Decimal("89.27"), Decimal(20))
    assert "import-score-differs" in {note.code for note in applied.notes}


def test_merging_the_same_document_again_changes_nothing(people: Cast) -> None:
    document = factories.analysis_document()
    once = dumps(build(apply(document, people.municipality)))
    applied = apply_document(document, people.municipality, mode="merge")
    assert applied.notes == ()
    assert dumps(build(applied.report)) == once


def test_a_results_report_without_figures_shows_those_that_are_entered_later(people: Cast) -> None:
    report = apply(factories.results_document(2568), people.municipality)
    assert build(report).result.total is None
    save_scores(get_or_create_assessment(people.municipality, 2568), announced={"total": "91.00"})
    assert build(report).result.total == Decimal("91.00")


def test_replacing_leaves_nothing_of_the_old_report(people: Cast) -> None:
    first = apply(factories.results_document(), people.municipality)
    document = factories.results_document(
        title="ฉบับใหม่", sections=(doc.Section(measures=(factories.document_measure(1, title="รายการเดียว"),)),)
    )
    report = apply(document, people.municipality, mode="replace", actor=people.officer)
    assert report.pk == first.pk
    assert [each.title for each in MeasureRow.objects.all()] == ["รายการเดียว"]
    assert as_written(build(report)) == as_written(document)
    event = Event.objects.filter(action="report-imported").latest("pk")
    assert len(event.before["measures"]) == 7


def test_a_replaced_analysis_keeps_nothing_of_the_old_one(people: Cast) -> None:
    apply(factories.analysis_document(), people.municipality)
    report = apply(factories.analysis_document(analysis=()), people.municipality, mode="replace")
    assert build(report).analysis == ()
    event = Event.objects.filter(action="report-imported").latest("pk")
    assert event.before["analysis"][0]["remark"] == "วิเคราะห์ประเด็นที่ 1"


def test_an_issue_without_measures_waits_for_the_officer_but_prints_nothing(people: Cast) -> None:
    document = factories.results_document(sections=factories.results_document().sections[:3])
    report = apply(document, people.municipality)
    plan = Plan.objects.get()
    assert [section.issue.no for section in plan.sections.select_related("issue")] == [1, 2, 3, 4, 5, 6, 7]
    assert [section.issue for section in build(report).sections] == [1, 2, 3]


def test_an_analysis_does_not_print_the_results_of_its_measures(people: Cast) -> None:
    report = apply(factories.analysis_document(2567), people.municipality)
    apply(factories.results_document(2568), people.municipality, mode="merge")
    measure = build(report).sections[0].measures[0]
    assert (measure.output, measure.outcome) == ("", "")
    assert measure.follow_up


def test_what_has_no_place_in_the_catalogue_is_kept_and_noted(people: Cast) -> None:
    section = doc.Section(issue=9, heading_as_written="ประเด็นใหม่", measures=(factories.document_measure(9),))
    result = doc.Result(year=2568, items=(doc.ItemScore("O99", score=Decimal(50)),))
    applied = apply_document(
        factories.results_document(sections=(section,), result=result), people.municipality
    )
    assert {note.code for note in applied.notes} == {"import-issue-unknown", "import-item-unknown"}
    built = build(applied.report)
    assert (built.sections[0].issue, built.sections[0].number_as_written) == (None, "9")
    assert built.result.items[0].code == "O99"


def test_evidence_without_an_address_becomes_a_further_column(people: Cast) -> None:
    measure = factories.document_measure(1, evidence=(doc.Evidence("ภาพถ่ายกิจกรรม"),))
    applied = apply_document(
        factories.results_document(sections=(doc.Section(issue=1, measures=(measure,)),)), people.municipality
    )
    assert build(applied.report).sections[0].measures[0].extra == (("หลักฐาน", "ภาพถ่ายกิจกรรม"),)
    assert [note.code for note in applied.notes] == ["import-evidence"]


def test_a_report_in_approval_cannot_be_written_over(people: Cast) -> None:
    report = apply(factories.results_document(), people.municipality)
    _submitted(report, people)
    with pytest.raises(ReadOnly):
        apply(factories.results_document(), people.municipality, mode="replace")
    with pytest.raises(ReadOnly):
        apply(factories.analysis_document(2567), people.municipality, mode="merge")


def _submitted(report: Report, people: Cast) -> None:
    from django.utils import timezone

    Report.objects.filter(pk=report.pk).update(
        state=State.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=people.officer,
        submitted_document=b"{}",
        submitted_sha256="0" * 64,
    )


@pytest.mark.parametrize("year", [2549, 2701, 2580])
def test_a_year_without_catalogue_is_refused(people: Cast, year: int) -> None:
    with pytest.raises((ValueError, LookupError)):
        apply(factories.results_document(year), people.municipality)
    assert not Report.objects.exists()


def test_a_failure_leaves_nothing_behind(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (Plan.objects.count(), Assessment.objects.count(), MeasureRow.objects.count())
    measure = factories.document_measure(1, source_lines=(object(),))
    with pytest.raises(TypeError):
        apply(factories.analysis_document(sections=(doc.Section(measures=(measure,)),)), people.municipality)
    assert (Plan.objects.count(), Assessment.objects.count(), MeasureRow.objects.count()) == before


class TestAnyDocument:
    """Whatever a reader may yield comes back."""

    @hypothesis_settings(
        max_examples=25,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(document=strategies.documents())
    def test_what_was_built_is_built_again_from_itself(self, people: Cast, document: doc.Document) -> None:
        """database → Document → database is the identity, in another municipality and in the same one."""
        from django.db import transaction

        document = _readable(document)
        with transaction.atomic():
            first = build(apply(document, people.municipality))
            second = build(apply(loads(dumps(first)), people.other))
            third = build(apply(first, people.municipality, mode="replace"))
            assert dumps(replace(second, municipality=first.municipality)) == dumps(first)
            assert dumps(third) == dumps(first)
            transaction.set_rollback(True)

    @hypothesis_settings(
        max_examples=40,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(document=strategies.documents())
    def test_comes_back_as_it_was_written(self, people: Cast, document: doc.Document) -> None:
        from django.db import transaction

        document = _readable(document)
        with transaction.atomic():
            built = build(apply(document, people.municipality))
            assert _differences(as_written(document), as_written(built)) == []
            transaction.set_rollback(True)


def _differences(expected: object, found: object, path: str = "") -> list[str]:
    """Where two documents differ, one line each. A figure that was not written may be filled in."""
    if path.startswith(".result") and expected in (None, "", ()):
        return []
    if type(expected) is type(found) and dataclasses.is_dataclass(expected):
        names = [each.name for each in dataclasses.fields(expected)]
        return [
            line
            for name in names
            for line in _differences(getattr(expected, name), getattr(found, name), f"{path}.{name}")
        ]
    if isinstance(expected, tuple) and isinstance(found, tuple) and len(expected) == len(found):
        return [
            line
            for number, pair in enumerate(zip(expected, found, strict=True))
            for line in _differences(*pair, f"{path}[{number}]")
        ]
    return [] if expected == found else [f"{path}: {expected!r} became {found!r}"]


def _readable(document: doc.Document) -> doc.Document:
    """A document as readers give them: of a year of the catalogue, with codes and numbers of that year."""
    key = 2567 if document.kind == "analysis" else 2568
    year = document.result.year
    result = replace(
        document.result,
        year=year if year and 2563 <= year <= 2569 else None,
        indicators=_unique(document.result.indicators, "no"),
        instruments=_unique(document.result.instruments, "code"),
        items=_unique(document.result.items, "code"),
        trend=_unique(document.result.trend, "year"),
    )
    if document.kind == "analysis":
        result = replace(result, year=key)
    return replace(
        document,
        assessed_year=key if document.kind == "analysis" else None,
        action_year=None if document.kind == "analysis" else key,
        evaluation_year=None,
        result=result,
        sections=tuple(_readable_section(each) for each in document.sections),
        item_evidence=_readable_items(document.item_evidence),
    )


def _readable_items(told: tuple[doc.ItemEvidence, ...]) -> tuple[doc.ItemEvidence, ...]:
    """By item, each once, those without a code of the catalogue last; what says nothing is not told."""
    found: dict[tuple[str, str], tuple[doc.Evidence, ...]] = {}
    for each in told:
        known = each.item.upper() in ("O1", "O12")
        name = (each.item.upper(), "") if known else ("", f"{each.item} {each.title}".strip() or "–")
        pieces = tuple(replace(one, title=one.title or one.url) for one in each.evidence if one.url)
        if pieces:
            found[name] = (*found.get(name, ()), *pieces)
    names = sorted(found, key=lambda name: (not name[0], name))
    return tuple(doc.ItemEvidence(item, title, found[item, title]) for item, title in names)


def _readable_section(section: doc.Section) -> doc.Section:
    return replace(section, measures=tuple(_readable_measure(each) for each in section.measures))


def _readable_measure(measure: doc.Measure) -> doc.Measure:
    period = measure.period
    if period.start and period.end and period.start > period.end:
        period = replace(period, start=period.end, end=period.start)
    return replace(
        measure,
        items=tuple(dict.fromkeys(measure.items)),
        evidence=tuple(replace(each, title=each.title or each.url) for each in measure.evidence if each.url),
        period=period,
    )


def _unique(rows: tuple, name: str) -> tuple:
    return tuple({getattr(row, name): row for row in rows}.values())
