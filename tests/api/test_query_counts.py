"""A program's question costs the database the same, however many rows answer it."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.services import add_measure
from municipalities.models import Province
from reports.models import ListedReport, Version
from tests.api.asking import ROOT, Program
from tests.cast import CODE, YEAR, Cast, Work
from tests.national.known import announce, figures, municipalities

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
