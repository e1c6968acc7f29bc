"""A program's question costs the database the same, however many rows answer it."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.services import add_measure
from municipalities.models import Municipality, Province
from national.pictures import draw
from reports.models import ListedReport, Version
from tests.api.asking import ROOT, Program
from tests.cast import CODE, YEAR, Cast, Work, load_catalogue
from tests.national.known import announce, figures, municipalities
from tests.review.published import next_version, published_version

FEW, MANY = 3, 40


def queries(client: Client, path: str) -> int:
    client.get(f"{ROOT}/{path}")  # what is read once per process, and the first count of a minute
    with CaptureQueriesContext(connection) as found:
        response = client.get(f"{ROOT}/{path}")
    assert response.status_code == 200, response.content
    return len(found)


LISTS = ("provinces", "municipalities", "assessments", "reports", "frameworks", "pictures")


def test_lists_ask_as_often_for_forty_rows_as_for_three(
    client: Client, cast: Cast, work: Work, published: Version
) -> None:
    province = Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    first = municipalities(FEW, province=province)
    announce(2567, {key: figures("90") for key in first})
    few = {path: queries(client, path) for path in LISTS}
    more = municipalities(MANY, province=province, first=FEW)
    announce(2567, {key: figures("80", IIT="80") for key in more})
    listed = ListedReport.objects.get()
    for number in range(MANY):
        Province.objects.create(code=f"{number:02}", name=f"จังหวัด {number}", sort_key=f"{number}")
    assert {path: queries(client, path) for path in LISTS} == few
    assert listed.code == CODE


def test_reports_and_what_stands_below_them_ask_as_often_for_many(
    client: Client, cast: Cast, work: Work, published: Version
) -> None:
    one = f"reports/{CODE}/results/{YEAR}"
    paths = ("reports", one, f"{one}/versions/1", f"{one}/versions/1/findings")
    few = {path: queries(client, path) for path in paths}
    province = Province.objects.get(code="99")
    for key in municipalities(12, province=province):
        published_version(cast, Municipality.objects.get(pk=key))
    for _number in range(4):
        next_version(cast, published.report)
    assert client.get(f"{ROOT}/reports").json()["count"] == 13
    assert len(client.get(f"{ROOT}/{one}").json()["versions"]) == 5
    assert {path: queries(client, path) for path in paths} == few


def test_frameworks_ask_as_often_for_every_year_as_for_two(client: Client, cast: Cast, work: Work) -> None:
    few = queries(client, "frameworks")
    load_catalogue(2563, 2564, 2565, 2566, 2567, 2568, 2569)
    assert len(client.get(f"{ROOT}/frameworks").json()["rows"]) == 7
    assert queries(client, "frameworks") == few


def test_pictures_ask_as_often_for_many_places_and_years(client: Client, cast: Cast, work: Work) -> None:
    def draw_for(first: int, *years: int) -> None:
        province = Province.objects.create(code=f"{first:02}", name=f"จังหวัด {first}", sort_key=f"{first}")
        keys = municipalities(2, province=province)
        for year in years:
            announce(year, {key: figures("90", IIT="80") for key in keys})
            draw(year)

    draw_for(97, 2567)
    paths = ("pictures", "pictures/2567")
    few = {path: queries(client, path) for path in paths}
    before = client.get(f"{ROOT}/pictures").json()["count"]
    for code in (91, 92, 93):
        draw_for(code, 2566, 2567, 2568)
    assert client.get(f"{ROOT}/pictures").json()["count"] > before + 9
    assert {path: queries(client, path) for path in paths} == few


def test_drafts_ask_as_often_for_forty_measures_as_for_three(system: Program, work: Work, cast: Cast) -> None:
    path = f"own/{CODE}/measures/{YEAR}"

    def grow(count: int) -> None:
        for number in range(count):
            fields = {"title": f"มาตรการ {number}", "responsible": ["กองคลัง"], "items": ["i1", "i2"]}
            add_measure(work.measure.section, fields, actor=cast.officer)

    grow(FEW)
    few = queries(system.client, path)
    grow(MANY)
    assert queries(system.client, path) == few
