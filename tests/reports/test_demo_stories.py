"""The demo's stories by themselves: invented, different from each other, and right in every figure they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from assessments import scoring
from catalogue.frame_data import shipped_frames
from ita_portal.thai.dates import find_dates, fiscal_year
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.periods import parse_period
from municipalities import places
from reports.checks.score_sentences import Statement, statements
from reports.demo.stories import PlannedMeasure, Story, YearOfWork, YearResult, stories

STORIES = stories()
MEASURE_TEXTS = ("title", "procedure", "output", "outcome", "follow_up")
PLANTED_DIFFERENCE = ("เวียงธารา", "ลดลง ๒.๑๓ คะแนน")
PLANTED_LEVEL = ("เวียงธารา", 2569)

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)


def measures(story: Story) -> Iterator[tuple[YearOfWork, PlannedMeasure]]:
    for year in story.years:
        for measure in year.measures:
            yield year, measure


def texts(story: Story) -> Iterator[tuple[YearOfWork, str]]:
    """Every text of a story with its year of work."""
    for year in story.years:
        for row in year.analysis:
            yield year, row.remark
        for measure in year.measures:
            for name in MEASURE_TEXTS:
                yield year, measure.fields.get(name, "")


def result_of(story: Story, year: int) -> YearResult:
    return next(each for each in story.results if each.assessed_year == year)


@each_story
def test_no_real_place_has_the_name_of_a_demo_municipality(story: Story) -> None:
    real = {
        name
        for province in places.provinces()
        for district in places.districts(province.code)
        for name in (
            province.name,
            district.name,
            *(each.name for each in places.tambons(district.code, province.code)),
        )
    }
    assert len(real) > 5000
    assert story.name not in real
    assert re.fullmatch(r"99[0-9]{6}", story.code)


@each_story
def test_a_demo_municipality_lies_in_a_real_district(story: Story) -> None:
    assert places.district_in_province(story.district, story.province)


def test_the_municipalities_differ_in_kind_and_province() -> None:
    assert len({story.kind for story in STORIES}) == len({story.province for story in STORIES}) == 3


@each_story
def test_addresses_can_never_belong_to_anybody(story: Story) -> None:
    addresses = [story.website, *(person.email for person in story.people)]
    addresses += [each.url for _year, measure in measures(story) for each in measure.evidence if each.url]
    assert all(re.search(r"\.example(/|$)", address) for address in addresses)


@each_story
def test_every_issue_has_measures_and_an_analysis_in_both_years(story: Story) -> None:
    assert [year.action_year for year in story.years] == [2568, 2569]
    for year in story.years:
        assert {row.issue for row in year.analysis} == set(range(1, 8))
        for issue in range(1, 8):
            assert 2 <= sum(measure.issue == issue for measure in year.measures) <= 4


@each_story
def test_announced_figures_follow_from_the_scores(story: Story) -> None:
    for result in story.results:
        if not result.indicators:
            continue
        frame = shipped_frames()[result.assessed_year]
        for item in frame.items:
            if result.items:
                assert item.code in result.items
        if result.items:
            for indicator in frame.indicators:
                if indicator.instrument == "IIT":
                    scores = [
                        result.items[item.code] for item in frame.items if item.indicator == indicator.no
                    ]
                    assert result.indicators[indicator.no] == scoring.iit_indicator(scores)
        computed = scoring.compute(
            result.indicators,
            {each.code: each.indicators for each in frame.instruments},
            {each.code: each.weight for each in frame.instruments},
            frame.bands,
        )
        assert result.instruments == computed.instruments
        assert result.total == computed.total
        if (story.name, result.assessed_year) == PLANTED_LEVEL:
            assert result.level != computed.level.name
        else:
            assert result.level == computed.level.name


def test_the_results_show_the_levels_that_people_ask_about() -> None:
    levels = {
        (story.name, each.assessed_year): (each.level, each.total)
        for story in STORIES
        for each in story.results
    }
    assert levels["โนนประดู่ทอง", 2567][0] == "ต้องปรับปรุง"
    assert levels["โนนประดู่ทอง", 2569][0] == "ผ่านดี"
    assert levels["เวียงธารา", 2568][0] == "ผ่านดีเยี่ยม"
    level, total = levels["เขาเพชรงาม", 2568]
    assert (level, total >= 95) == ("ผ่านดี", True)


@each_story
def test_a_score_below_full_has_a_remark_and_only_such_a_score(story: Story) -> None:
    for result in story.results:
        below = {code for code, score in result.items.items() if code.startswith("O") and score < 100}
        assert set(result.remarks) == below


@each_story
def test_every_stated_difference_is_that_of_its_two_scores(story: Story) -> None:
    checked = 0
    for _year, text in texts(story):
        for line in text.splitlines():
            if story.name == PLANTED_DIFFERENCE[0] and PLANTED_DIFFERENCE[1] in line:
                continue
            for statement in statements(line):
                checked += check_difference(statement, line)
    assert checked > 25


def check_difference(statement: Statement, line: str) -> int:
    for stated in statement.differences:
        pair = statement.pair
        assert pair is not None, line
        assert stated.value == abs(pair.difference), line
        assert stated.direction == scoring.direction(pair.before.value, pair.after.value), line
    return len(statement.differences)


@each_story
def test_every_cited_score_is_the_one_of_that_item_and_year(story: Story) -> None:
    checked = 0
    for year, measure in measures(story):
        for line in str(measure.fields.get("outcome", "")).splitlines():
            for statement in statements(line):
                if len(set(statement.items)) != 1:
                    continue
                for score in statement.scores:
                    assert score.year in (year.assessed_year, year.action_year), line
                    assert score.value == result_of(story, score.year).items[statement.items[0]], line
                    checked += 1
    assert checked > 50


@each_story
def test_an_analysis_names_the_scores_of_its_year(story: Story) -> None:
    for year in story.years:
        scores = result_of(story, year.assessed_year).items
        for row in year.analysis:
            text = to_arabic(row.remark)
            named = set(re.findall(r"\b[ieO][0-9]+", text))
            assert named <= set(scores), row.remark
            cited = {Decimal(each) for each in re.findall(r"[0-9]+\.[0-9]{2}", text)}
            assert cited <= {scores[code] for code in named}, row.remark
            for code, score in re.findall(r"ข้อ ([ieO][0-9]+) (?:ได้ )?([0-9]+\.[0-9]{2}) คะแนน", text):
                assert scores[code] == Decimal(score), row.remark


@each_story
def test_dates_are_working_days_of_the_fiscal_year(story: Story) -> None:
    checked = 0
    for year, measure in measures(story):
        for name in ("procedure", "output", "outcome"):
            for found in find_dates(str(measure.fields.get(name, ""))):
                day = found.date
                assert fiscal_year(day) == year.action_year, measure.fields["title"]
                assert day.weekday() < 5, f"{day} is a weekend: {measure.fields['title']}"
                checked += 1
    assert checked > 10


@each_story
def test_periods_are_read_and_lie_inside_the_fiscal_year(story: Story) -> None:
    for year, measure in measures(story):
        period = parse_period(measure.fields["period"], year.action_year)
        assert period.start is not None
        assert period.end is not None
        assert fiscal_year(period.start) == fiscal_year(period.end) == year.action_year


def test_periods_are_written_in_several_styles() -> None:
    styles = {
        parse_period(measure.fields["period"], year.action_year).style
        for story in STORIES
        for year, measure in measures(story)
    }
    assert styles >= {"dates", "months", "quarters", "year"}


@each_story
def test_every_step_has_its_output_and_its_outcome(story: Story) -> None:
    for _year, measure in measures(story):
        steps = len(measure.fields["procedure"].splitlines())
        for name in ("output", "outcome"):
            lines = str(measure.fields.get(name, "")).splitlines()
            assert len(lines) in ({steps} if name == "output" else {0, steps}), measure.fields["title"]
            assert [line[:2] for line in lines] == [f"{number})" for number in "๑๒๓๔"[: len(lines)]]


@each_story
def test_departments_are_responsible(story: Story) -> None:
    known = {*story.departments, "ทุกกอง"}
    for _year, measure in measures(story):
        assert measure.fields["responsible"]
        assert set(measure.fields["responsible"]) <= known


@each_story
def test_documents_are_written_with_thai_digits_and_clean_spacing(story: Story) -> None:
    for _year, text in texts(story):
        assert not re.search(r"(?<![A-Za-z])[0-9]", text), text
        assert not re.search(r"  |\t| \n|\n\n|เเ|ํา|[\u200b-\u200f]", text), text


LONG = 60


def passages(all_texts: Iterator[tuple[YearOfWork, str]]) -> Iterator[str]:
    for _year, text in all_texts:
        for start in range(max(0, len(text) - LONG + 1)):
            yield text[start : start + LONG]


@each_story
def test_a_file_of_evidence_is_there_and_small(story: Story) -> None:
    for _year, measure in measures(story):
        for each in measure.evidence:
            assert bool(each.url) != bool(each.file)
            assert each.file is None or 0 < each.file.stat().st_size < 60_000


def test_files_are_public_and_private() -> None:
    files = [
        each
        for story in STORIES
        for _year, measure in measures(story)
        for each in measure.evidence
        if each.file
    ]
    assert {each.public for each in files} == {True, False}


@each_story
def test_what_version_1_lacked_is_amended(story: Story) -> None:
    lacking = {year.action_year for year, measure in measures(story) if measure.later}
    assert lacking == {each.key_year for each in story.reports if each.amendment}


def test_no_municipality_repeats_itself_or_another() -> None:
    seen: dict[str, str] = {}
    for story in STORIES:
        for passage in passages(texts(story)):
            assert passage not in seen, f"{seen.get(passage)} and {story.name}: {passage}"
            seen[passage] = story.name
