"""The figures behind the charts as CSV: whole, plain numbers, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from municipalities.models import Province
from national.models import YearResult
from national.tables import write_table
from tests.web.test_national_pages import catalogue, know, province, trat

__all__ = ["catalogue", "province", "trat"]


def rows(client: Client, path: str) -> list[dict[str, str]]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert not response.cookies
    assert response.content.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_scores_of_the_country_are_plain_numbers(client: Client, province: Province) -> None:
    know(province, ["97.00", "91.00", "80.00"])
    found = rows(client, "/national/2568/scores.csv")
    assert [each["part"] for each in found] == ["total", *["instrument"] * 3, *["indicator"] * 10]
    total = found[0]
    assert (total["count"], total["median"], total["change_of_median"]) == ("3", "91.00", "5.00")
    assert total["assessed_year"] == "2568"


def test_provinces_carry_their_levels(client: Client, province: Province, trat: Province) -> None:
    know(province, ["97.00", "91.00"])
    know(trat, ["70.00"])
    found = {each["province_code"]: each for each in rows(client, "/national/2568/provinces.csv")}
    assert found["98"]["ผ่านดีเยี่ยม"] == "1"
    assert found["98"]["percent_passing"] == "100.0"
    assert found["97"]["percent_passing"] == "0.0"


def test_the_municipalities_of_a_province_and_one_alone(client: Client, province: Province) -> None:
    code, *_rest = know(province, ["90.00", "80.00"])
    listed = {each["code"]: each for each in rows(client, "/national/2568/98/municipalities.csv")}
    assert (listed[code]["total"], listed[code]["change"]) == ("90.00", "5.00")
    profile = rows(client, f"/r/{code}/profile/2568.csv")
    assert len([each for each in profile if each["part"] == "indicator"]) == 10
    assert profile[0]["difference_to_province"] == "5.00"
    assert profile[-1]["assessed_year"] == "2567"


def test_a_fall_stays_a_number_and_a_name_never_becomes_a_formula(client: Client, province: Province) -> None:
    know(province, ["90.00", "80.00"])
    YearResult.objects.filter(code="98500000", assessed_year=2568).update(name="=1+1", total="60.00")
    listed = {each["code"]: each for each in rows(client, "/national/2568/98/municipalities.csv")}
    assert listed["98500000"]["municipality"] == "'=1+1"
    assert listed["98500000"]["change"] == "-25.00"
    assert write_table([["@a", 1]]) == "\ufeff'@a,1\r\n".encode()


@pytest.mark.parametrize(
    "path",
    [
        "/national/2568/levels.csv",
        "/national/2568/years.csv",
        "/national/2568/movers.csv",
        "/national/2568/98/levels.csv",
        "/national/2568/98/scores.csv",
        "/national/2568/98/years.csv",
        "/national/2568/98/movers.csv",
        "/national/2568/scores.csv?kind=subdistrict",
    ],
)
def test_every_chart_has_its_table(client: Client, province: Province, path: str) -> None:
    know(province, ["97.00", "91.00"])
    assert rows(client, path)


@pytest.mark.parametrize(
    "path",
    [
        "/national/2568/x.csv",
        "/national/2568/municipalities.csv",
        "/national/2568/11/levels.csv",
        "/national/2568/levels.csv?kind=x",
        "/r/1/profile/2568.csv",
    ],
)
def test_a_table_that_there_is_not_is_not_found(client: Client, province: Province, path: str) -> None:
    know(province, ["97.00"])
    assert client.get(path).status_code == 404
