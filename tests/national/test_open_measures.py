"""Open data of measures and their evidence: of every public report, as plain text, from the frozen documents."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pyarrow.parquet
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from frictionless import Resource, Schema

from ita_portal.thai.periods import parse_period
from national.models import DataFile
from national.opendata import frozen, measures
from national.opendata.making import make_all, path_of
from reports.document import Evidence, ItemEvidence, Measure, Section
from reports.models import Version
from tests.cast import CODE, Cast
from tests.national.test_open_data import body
from tests.review.published import next_version, published_version

FIRST = Measure(
    number_as_written="๑",
    title="**ทบทวน**ขั้นตอน",
    procedure="๑. ประชุม\n๒. __ประกาศ__",
    output="ประชุม ๒ ครั้ง",
    outcome="- เร็วขึ้น",
    responsible=("กองคลัง", "กองช่าง"),
    period=parse_period("1 ตุลาคม 2567 - 30 กันยายน 2568", 2568),
    items=("i1", "e2"),
    evidence=(
        Evidence("ประกาศ", "https://example.go.th/a", public=True),
        Evidence("บันทึกภายใน", "https://example.go.th/secret"),
    ),
)
SECTIONS = (
    Section(issue=1, measures=(FIRST, replace(FIRST, title="ที่สอง", items=()))),
    Section(issue=None, heading_as_written="อื่น ๆ", measures=(Measure(title="ที่สาม"),)),
)


@pytest.fixture
def version(cast: Cast) -> Version:
    return published_version(cast, sections=SECTIONS)


def rows(client: Client, table: str = "measures") -> list[dict[str, str]]:
    make_all()
    answer = client.get(f"/data/{table}-2568.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))


def test_a_measure_is_a_row_with_whose_and_which_year_it_is(version: Version, client: Client) -> None:
    first, second, third = rows(client)
    assert first["code"] == CODE
    assert (first["report"], first["action_year"], first["version"]) == ("results", "2568", "1")
    issue = json.loads(bytes(version.document))["sections"][0]["title"]
    assert (first["issue"], first["issue_title"], first["number"]) == ("1", issue, "๑")
    assert (first["title"], first["procedure"]) == ("ทบทวนขั้นตอน", "๑. ประชุม\n๒. ประกาศ")
    assert (first["responsible"], first["items"]) == ("กองคลัง, กองช่าง", "i1 e2")
    assert (first["period_start"], first["period_end"]) == ("2024-10-01", "2025-09-30")
    assert first["outcome"] == "'- เร็วขึ้น", "no formula for a spreadsheet"
    assert [each["position"] for each in (first, second, third)] == ["1", "2", "3"]
    assert (third["issue"], third["issue_title"], third["output"]) == ("", "อื่น ๆ", "")
    assert issue
    assert client.get(first["address"].removeprefix(settings.SITE_URL)).status_code == 200


def test_it_says_the_same_in_every_format(version: Version, client: Client) -> None:
    plain = rows(client)
    lines = [json.loads(each) for each in body(client.get("/data/measures-2568.jsonl")).decode().splitlines()]
    typed = pyarrow.parquet.read_table(
        io.BytesIO(body(client.get("/data/measures-2568.parquet")))
    ).to_pylist()
    assert [each["title"] for each in plain] == [each["title"] for each in lines]
    assert [each["title"] for each in lines] == [each["title"] for each in typed]
    assert (lines[0]["outcome"], lines[2]["output"]) == ("- เร็วขึ้น", None)
    assert typed[0]["period_end"] == date(2025, 9, 30)


def test_evidence_that_is_public_is_a_row_with_its_measure_or_item(cast: Cast, client: Client) -> None:
    link = Evidence("งบ", "https://example.go.th/o12", public=True)
    items = (ItemEvidence("O12", "แผน", (link, replace(link, title="ร่าง", public=False))),)
    published_version(cast, sections=SECTIONS, item_evidence=items)
    of_a_measure, _second, of_an_item = rows(client, "evidence")
    assert [each["position"] for each in (of_a_measure, of_an_item)] == ["1", "3"]
    assert (of_a_measure["measure"], of_a_measure["item"]) == ("1", "")
    assert (of_a_measure["title"], of_a_measure["link"]) == ("ประกาศ", "https://example.go.th/a")
    assert (of_an_item["measure"], of_an_item["item"].lower(), of_an_item["title"]) == ("", "o12", "งบ")
    kept = DataFile.objects.get(table="evidence", extension="csv").sha256
    assert b"secret" not in path_of(kept).read_bytes()


@pytest.mark.parametrize("table", ["measures", "evidence"])
def test_the_files_keep_their_schema(version: Version, client: Client, table: str) -> None:
    rows(client)
    schema = client.get(f"/data/{table}.schema.json").json()
    found = DataFile.objects.get(table=table, extension="csv")
    resource = Resource(
        data=path_of(found.sha256).read_bytes(),
        format="csv",
        encoding="utf-8-sig",
        schema=Schema.from_descriptor(schema),
    )
    report = resource.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_a_file_without_a_row_is_not_offered_on_the_page(cast: Cast, client: Client) -> None:
    published_version(cast, sections=(Section(measures=(Measure(title="หนึ่ง"),)),))
    assert rows(client, "evidence") == []
    page = client.get("/data/").content.decode()
    assert "/data/measures-2568.csv" in page
    assert "/data/evidence-2568.csv" not in page


def test_a_plan_stands_under_the_year_in_which_it_is_carried_out(cast: Cast, client: Client) -> None:
    version = published_version(cast, sections=SECTIONS)
    report = version.report
    report.kind, report.key_year = "analysis", 2567
    report.save()
    version.save()
    assert {(each["report"], each["action_year"]) for each in rows(client)} == {("analysis", "2568")}


def test_a_withdrawn_version_leaves_the_file(version: Version, cast: Cast, client: Client) -> None:
    second = next_version(cast, version.report)
    assert {each["version"] for each in rows(client)} == {"2"}
    for each in (second, version):
        each.state = Version.State.WITHDRAWN
        each.withdrawn_at, each.withdrawn_by = each.published_at, cast.approver
        each.withdrawn_reason = "ตัวเลขผิด"
        each.save()
    make_all()
    assert client.get("/data/measures-2568.csv").status_code == 404
    assert not DataFile.objects.filter(table="measures").exists()


def test_documents_are_opened_again_only_when_others_are_public(
    version: Version, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    def counted(data: bytes) -> object:
        opened.append(len(data))
        return loads(data)

    loads = frozen.loads
    monkeypatch.setattr(frozen, "loads", counted)
    make_all()
    make_all()
    assert len(opened) == 2, "for the measures, and for the evidence"
    path_of(DataFile.objects.get(table="measures", extension="jsonl").sha256).unlink()
    make_all()
    assert len(opened) == 3, "a file that was lost is made again"
    next_version(cast, version.report)
    make_all()
    assert len(opened) == 5


def test_the_database_is_asked_once_for_many_documents(
    version: Version, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert list(measures.TABLE.rows(2568))
        return len(queries)

    before = asked()
    published_version(cast, cast.other, sections=SECTIONS)
    assert asked() == before
    monkeypatch.setattr(frozen, "AT_ONCE", 1)
    assert asked() == before + 1
