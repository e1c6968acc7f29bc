"""What the server does for the score grid: how figures are read, two years in one form, the rules as data."""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal

import pytest
from django.test import Client

from assessments.grid import Figures, GridBuilder
from assessments.models import Assessment, ItemScore
from assessments.scores import score_from
from assessments.services import save_scores
from catalogue.queries import frames_in_force
from tests.cast import CODE, YEAR, Work

GRID = f"/m/{CODE}/{YEAR}/scores/{YEAR}/"


def page_of(client: Client, address: str = GRID) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def score(code: str, year: int) -> Decimal | None:
    found = ItemScore.objects.filter(item__code=code, assessment__assessed_year=year).first()
    return found.score if found else None


@pytest.mark.parametrize(
    "typed", ["94.01", "๙๔.๐๑", " 94.01 %", "94.01%", "๙๔ .๐๑\n", "094.01", "94,01", "๙๔,๐๑"]
)
def test_a_score_is_read_as_people_paste_it(typed: str) -> None:
    assert score_from(typed) == Decimal("94.01")


@pytest.mark.parametrize("typed", ["101", "-1", "94,011", "94.011", "abc", "90%%", "1 000,5"])
def test_what_cannot_be_a_score_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="คะแนน"):
        score_from(typed)


class TestComputed:
    def grid(self, figures: Figures):  # type: ignore[no-untyped-def]
        return GridBuilder(frames_in_force()[YEAR], figures, Figures(), None).grid({})

    def test_an_indicator_of_iit_nobody_entered_is_the_mean_of_its_items(self, work: Work) -> None:
        items = {"i1": Decimal("89.27"), "i2": Decimal("90.00"), "i3": Decimal("98.78")}
        others = dict.fromkeys(range(2, 11), Decimal("90.00"))
        grid = self.grid(Figures(items=items, indicators=others))
        assert grid.instruments[0].computed == Decimal("90.54")
        assert grid.instruments[0].indicators[0].computed == Decimal("92.68")
        assert "indicator-1" not in grid.empty

    def test_what_was_entered_counts_before_the_mean(self, work: Work) -> None:
        items = dict.fromkeys(("i1", "i2", "i3"), Decimal("50.00"))
        grid = self.grid(Figures(items=items, indicators=dict.fromkeys(range(1, 11), Decimal("90.00"))))
        assert grid.instruments[0].computed == Decimal("90.00")
        assert grid.instruments[0].indicators[0].disagrees

    def test_indicators_of_eit_and_oit_never_come_from_items(self, work: Work) -> None:
        frame = frames_in_force()[YEAR]
        items = {item.code.lower(): Decimal("90.00") for item in frame.items}
        grid = self.grid(Figures(items=items))
        assert [each.computed for each in grid.instruments] == [Decimal("90.00"), None, None]
        assert grid.total_computed is None
        assert {"indicator-6", "indicator-10"} <= set(grid.empty)
        assert "indicator-1" not in grid.empty

    def test_an_item_below_full_score_wants_a_remark(self, work: Work) -> None:
        items = {"i1": Decimal("99.99"), "i2": Decimal(100)}
        grid = self.grid(Figures(items=items, remarks={"i3": "มีแล้ว"}))
        rows = grid.instruments[0].indicators[0].groups[0].items
        assert [each.wants_remark for each in rows] == [True, False, True]


class TestPage:
    def test_the_rules_of_the_year_are_data_of_the_page(self, officer: Client, work: Work) -> None:
        found = re.search(r'data-rules="([^"]*)"', page_of(officer))
        assert found
        rules = json.loads(html.unescape(found[1]))
        assert {each["code"]: each["weight"] for each in rules["instruments"]} == {
            "IIT": 30,
            "EIT": 30,
            "OIT": 40,
        }
        assert [each["code"] for each in rules["instruments"] if each["from_items"]] == ["IIT"]
        assert rules["bands"][0]["each"] == 9500

    def test_every_field_says_which_row_and_year_it_is(self, officer: Client, work: Work) -> None:
        page = page_of(officer)
        for labels in re.findall(r'<input class="cell[^>]*aria-labelledby="([^"]*)"', page):
            for label in labels.split():
                assert f'id="{label}"' in page

    def test_every_field_starts_from_the_stored_text(self, officer: Client, work: Work) -> None:
        page = page_of(officer)
        fields = re.findall(
            r'data-subject="assessment:(\d+)" data-field="([\w.]+)" data-base="(\w{16})"', page
        )
        names = {name for _year, name, _base in fields}
        assert {
            "score.i1",
            "remark.O1",
            "indicator.10",
            "announced.total",
            "announced.IIT",
            "announced.source",
        } <= names
        assert {year for year, _name, _base in fields} == {str(YEAR)}
        assert len(names) == len(fields)

    def test_a_reader_gets_no_fields(self, approver: Client, work: Work) -> None:
        page = page_of(approver)
        assert "data-save " not in page
        assert "scores.js" not in page
        assert "before=edit" not in page


class TestTheYearBefore:
    EDIT = f"{GRID}?before=edit"

    def send(self, client: Client, **typed: str):  # type: ignore[no-untyped-def]
        return client.post(self.EDIT, {"before": "edit", **typed})

    def test_its_column_is_text_until_it_is_opened(self, officer: Client, work: Work) -> None:
        assert 'name="before-score-i1"' not in page_of(officer)
        opened = page_of(officer, self.EDIT)
        assert 'name="before-score-i1" value="90.00"' in opened
        assert f'data-subject="assessment:{YEAR - 1}" data-field="score.i1"' in opened

    @pytest.mark.parametrize("year", [YEAR - 1, YEAR])
    def test_no_field_stands_in_the_page_twice(self, officer: Client, work: Work, year: int) -> None:
        """Two items of 2567 continue one of 2566."""
        page = page_of(officer, f"/m/{CODE}/{YEAR}/scores/{year}/?before=edit")
        ids = re.findall(r'data-subject="([^"]+)" data-field="([^"]+)"', page)
        assert len(ids) == len(set(ids))

    def test_both_years_are_saved_by_one_form(self, officer: Client, work: Work) -> None:
        response = self.send(
            officer, **{"score-i1": "81.00", "before-score-i1": "๗๑.๐๐", "before-indicator-1": "70"}
        )
        assert response.status_code == 302
        assert response.url.endswith("?before=edit")
        assert (score("i1", YEAR), score("i1", YEAR - 1)) == (Decimal("81.00"), Decimal("71.00"))

    def test_an_impossible_value_of_it_stays_in_its_field(self, officer: Client, work: Work) -> None:
        response = self.send(officer, **{"score-i1": "81.00", "before-score-i1": "171"})
        page = response.content.decode()
        assert response.status_code == 422
        assert 'name="before-score-i1" value="171"' in page
        assert '<a href="#before-score-i1">' in page
        assert (score("i1", YEAR), score("i1", YEAR - 1)) == (Decimal("81.00"), Decimal("90.00"))

    def test_a_conflict_in_one_year_saves_neither(self, officer: Client, work: Work) -> None:
        old = Assessment.objects.get(pk=work.assessment.pk).version
        save_scores(work.assessment, {"i1": "65.00"})
        typed = {"score-i1": "81.00", "before-score-i1": "66.00", "before-version": str(old)}
        response = self.send(officer, **typed)
        assert response.status_code == 409
        assert 'name="before-score-i1" value="66.00"' in response.content.decode()
        assert not Assessment.objects.filter(assessed_year=YEAR, items__score__isnull=False).exists()
        assert score("i1", YEAR - 1) == Decimal("65.00")

    def test_odd_numbers_in_its_names_break_nothing(self, officer: Client, work: Work) -> None:
        response = self.send(
            officer, **{"before-indicator-x": "1", "before-indicator-²": "1", "before-score-": "1"}
        )
        assert response.status_code in (302, 422)
