"""What the results of a year add up to: drawn once, for the country, each province and each kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from municipalities.models import Province
from national.models import Picture, StaleYear, YearResult
from national.pictures import MOVERS, draw, draw_stale
from national.spreads import Spread, spread
from tests.national.known import announce, code_of, figures, municipalities

scores = st.decimals(0, 100, places=2)


def picture(year: int = 2568, province: str = "", kind: str = "") -> Picture:
    return Picture.objects.get(assessed_year=year, province=province, kind=kind)


def counts(data: dict[str, Any]) -> dict[str, int]:
    return {each["name"]: each["count"] for each in data["levels"] if each["count"]}


class TestASpread:
    def test_of_nothing_is_nothing(self) -> None:
        assert spread([]) is None

    @pytest.mark.parametrize(
        ("given_scores", "lower", "median", "upper"),
        [
            (["90"], "90.00", "90.00", "90.00"),
            (["80", "90"], "82.50", "85.00", "87.50"),
            (["70", "80", "90", "100"], "77.50", "85.00", "92.50"),
            (["88.88", "88.89"], "88.88", "88.89", "88.89"),  # half up, at the end
        ],
    )
    def test_has_quartiles_between_neighbours(
        self, given_scores: list[str], lower: str, median: str, upper: str
    ) -> None:
        found = spread([Decimal(each) for each in given_scores])
        assert found is not None
        assert [str(each) for each in (found.lower, found.median, found.upper)] == [lower, median, upper]

    @given(st.lists(scores, min_size=1, max_size=40))
    def test_is_in_order_and_of_the_same_scores_in_any_order(self, given_scores: list[Decimal]) -> None:
        found = spread(given_scores)
        assert found is not None
        assert found.lowest <= found.lower <= found.median <= found.upper <= found.highest
        assert found.lowest <= found.mean <= found.highest
        assert found == spread(given_scores[::-1])
        assert Spread.from_json(found.as_json()) == found


@pytest.mark.django_db
def test_quartiles_are_those_of_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has percentile_cont")
    given_scores = [Decimal(each) / 7 for each in range(1, 60, 4)]
    found = spread(given_scores)
    assert found is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY each) FROM unnest(%s) each",
            [[float(each) for each in given_scores]],
        )
        theirs = cursor.fetchone()[0]
    assert [float(each) for each in (found.lower, found.median, found.upper)] == pytest.approx(
        theirs, abs=0.005
    )


class TestAPicture:
    def test_counts_levels_and_tells_medians_of_country_province_and_kind(
        self, province: Province, other_province: Province
    ) -> None:
        first = municipalities(3, province=province)
        second = municipalities(2, province=other_province, kind="sao")
        announce(
            2568,
            {
                first[0]: figures("96.00", level="ผ่านดีเยี่ยม", IIT="96.00", i1="99.00"),
                first[1]: figures("90.00", level="ผ่านดี", IIT="90.00", i1="91.00"),
                second[0]: figures("60.00", IIT="61.00"),
            },
        )
        draw(2568)
        country = picture()
        assert (country.municipalities, country.results, country.median) == (5, 3, Decimal("90.00"))
        assert counts(country.data) == {"ผ่านดีเยี่ยม": 1, "ผ่านดี": 1, "ต้องปรับปรุงโดยด่วน": 1}
        assert country.data["instruments"]["IIT"]["median"] == "90.00"
        assert country.data["indicators"]["1"]["median"] == "95.00"
        assert (picture(province="98").results, picture(province="98").median) == (2, Decimal("93.00"))
        assert (picture(kind="sao").municipalities, picture(kind="sao").results) == (2, 1)
        assert picture(province="97", kind="sao").median == Decimal("60.00")

    def test_keeps_the_levels_of_its_year_in_order_and_those_nobody_can_tell(
        self, province: Province
    ) -> None:
        first, second = municipalities(2, province=province)
        announce(2568, {first: figures("95.50"), second: figures("70.00")})
        draw(2568)
        assert [each["name"] for each in picture().data["levels"]] == [
            "ผ่านดีเยี่ยม",
            "ผ่านดี",
            "ผ่าน",
            "ต้องปรับปรุง",
            "ต้องปรับปรุงโดยด่วน",
            "",
        ]
        assert counts(picture().data) == {"ต้องปรับปรุง": 1, "": 1}

    def test_names_those_who_rose_and_fell_most(self, province: Province) -> None:
        keys = municipalities(MOVERS + 4, province=province)
        announce(2567, {key: figures("80.00") for key in keys})
        announce(2568, {key: figures(str(Decimal(75) + place)) for place, key in enumerate(keys)})
        draw(2568)
        movers = picture().data["movers"]
        assert [each["change"] for each in movers["up"]] == [f"+{change}.00" for change in range(8, 0, -1)]
        assert [each["change"] for each in movers["down"]] == ["-5.00", "-4.00", "-3.00", "-2.00", "-1.00"]
        assert movers["up"][0] == {
            "code": code_of(keys[-1]),
            "name": f"เทศบาลตำบลบ้านที่{code_of(keys[-1])}",
            "province": "เชียงใหม่",
            "total": "88.00",
            "before": "80.00",
            "change": "+8.00",
        }
        assert "movers" not in picture(kind="subdistrict").data

    def test_of_a_scope_without_results_any_more_goes(self, province: Province) -> None:
        [key] = municipalities(1, province=province)
        announce(2568, {key: figures("80.00")})
        draw(2568)
        assert Picture.objects.count() == 4
        YearResult.objects.all().delete()
        draw(2568)
        assert not Picture.objects.exists()

    def test_asks_no_more_of_the_database_for_more_municipalities(self, province: Province) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                draw(2568)
            return len(queries)

        few = municipalities(2, province=province)
        announce(2568, {key: figures("80.00") for key in few})
        before = asked()
        many = municipalities(60, province=province, first=10)
        announce(2568, {key: figures("85.00", IIT="80.00") for key in many})
        assert asked() == before


def test_only_years_that_changed_are_drawn_by_the_worker(province: Province) -> None:
    [key] = municipalities(1, province=province)
    announce(2566, {key: figures("80.00")})
    assert draw_stale() == [2566, 2567]
    assert draw_stale() == []
    assert not StaleYear.objects.exists()


def test_the_command_draws_everything_again(province: Province, capsys: pytest.CaptureFixture[str]) -> None:
    [key] = municipalities(1, province=province)
    announce(2566, {key: figures("80.00")})
    draw_stale()
    Picture.objects.all().delete()
    call_command("draw_pictures")
    assert not Picture.objects.exists()
    call_command("draw_pictures", "--all")
    assert picture(2566).results == 1
    assert "2566" in capsys.readouterr().out
