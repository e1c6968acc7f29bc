"""The invented country: believable, whole, without a mistake, and brought in once."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import Client, override_settings

from assessments.models import Assessment, IndicatorScore
from catalogue.queries import frames_in_force
from measures.models import Measure
from municipalities.models import Municipality, MunicipalityRecord, Province
from national.models import Picture, StaleYear, YearResult
from national.results import level_name
from national.seeding.people_and_places import BANGKOK, identities
from national.seeding.scores import result
from reports.checks.registry import run_all
from reports.formats.json_form import loads
from reports.models import ListedReport, Version

pytestmark = pytest.mark.django_db

FEW, YEARS = 8, 5


@pytest.fixture
def country(settings: Any) -> None:
    settings.DEBUG = True
    seed()


def seed(municipalities: int = FEW, years: int = YEARS) -> None:
    call_command("seed_national", "--municipalities", municipalities, "--years", years)


def counts() -> list[int]:
    return [
        model.objects.count()  # type: ignore[attr-defined]
        for model in (
            Municipality,
            YearResult,
            Assessment,
            IndicatorScore,
            Measure,
            Version,
            ListedReport,
            Picture,
        )
    ]


def test_every_municipality_has_every_year_and_the_pictures_are_drawn(country: None) -> None:
    assert Municipality.objects.count() == FEW
    years = Counter(YearResult.objects.filter(shown=True).values_list("assessed_year", flat=True))
    assert years == dict.fromkeys(range(2564, 2569), FEW)
    assert not StaleYear.objects.exists()
    whole = Picture.objects.get(assessed_year=2568, province="", kind="")
    assert (whole.municipalities, whole.results) == (FEW, FEW)
    provinces = Picture.objects.filter(assessed_year=2568, kind="").exclude(province="")
    assert provinces.aggregate(all=Sum("results"))["all"] == FEW


def test_every_province_but_bangkok_has_municipalities(country: None) -> None:
    provinces = set(Province.objects.values_list("code", flat=True))
    assert {each.province.code for each in identities(3000)} == provinces - {BANGKOK}


def test_repeating_it_changes_nothing_and_asking_for_more_adds_only_that(
    country: None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counts()
    seed()
    assert counts() == before
    assert "0" in capsys.readouterr().out
    names = dict(MunicipalityRecord.objects.values_list("code", "name"))
    seed(FEW + 3, YEARS + 1)
    assert YearResult.objects.count() == (FEW + 3) * (YEARS + 1)
    now = dict(MunicipalityRecord.objects.values_list("code", "name"))
    assert {code: now[code] for code in names} == names


def test_its_published_reports_have_nothing_that_a_check_finds(country: None) -> None:
    frames = frames_in_force()
    versions = Version.objects.all()
    assert {each.report.kind for each in versions} == {"analysis", "results"}
    found = [
        (finding.code, finding.message)
        for version in versions
        for finding in run_all(loads(bytes(version.document)), frames, ())
    ]
    assert found == []


def test_its_reports_and_scores_are_pages_like_any_other(country: None, client: Client) -> None:
    listed = ListedReport.objects.filter(kind="results", year=2568).first()
    assert listed is not None
    page = client.get(f"/r/{listed.code}/results/2568/")
    assert page.status_code == 200
    assert listed.name in page.content.decode()
    frozen = json.loads(bytes(listed.version.document))
    assert (
        frozen["result"]["indicators"][0]["score"]
        == (YearResult.objects.get(code=listed.code, assessed_year=2568, shown=True).indicators["1"])
    )


def test_levels_are_spread_as_in_the_real_country(country: None) -> None:
    frames = frames_in_force()
    levels = Counter(
        level_name(result(f"98{number:06}", str(number % 77), 2568, frames[2568]), frames[2568])
        for number in range(1500)
    )
    share = {name: count / 15 for name, count in levels.items()}
    assert 10 < share["ผ่านดีเยี่ยม"] < 30
    assert 45 < share["ผ่านดี"] < 75
    assert 3 < share["ต้องปรับปรุง"] + share.get("ต้องปรับปรุงโดยด่วน", 0) < 10


@pytest.mark.parametrize(
    "arguments", [["--municipalities", "0"], ["--years", "7"], ["--municipalities", "20001"]]
)
def test_impossible_numbers_are_refused(settings: Any, arguments: list[str]) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError):
        call_command("seed_national", *arguments)
    assert not Municipality.objects.exists()


@override_settings(DEBUG=False)
def test_a_real_portal_is_left_alone() -> None:
    with pytest.raises(CommandError, match="--force"):
        seed()
