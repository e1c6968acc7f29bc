"""Open data: files of what is public, whole and typed, described so that programs can check them."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from frictionless import Package, Resource, Schema

from assessments.services import get_or_create_assessment, save_scores
from municipalities.models import MunicipalityRecord, Province
from national.models import DataFile, StaleData
from national.opendata import formats
from national.opendata.columns import Column
from national.opendata.making import make_all, make_if_stale, path_of
from national.opendata.tables import TABLES
from reports.models import Version
from tests.cast import CODE, Cast
from tests.national.known import announce, figures, municipalities
from tests.national.test_results import told
from tests.review.published import published_version

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def published(cast: Cast) -> Cast:
    """One announced result, one that a report tells, and a draft that nobody may see."""
    published_version(cast, **told("91.00"))
    announce(2568, {cast.other.pk: figures("82.11", level="ต้องปรับปรุง", IIT="87.53", i1="92.68")})
    draft = get_or_create_assessment(cast.municipality, 2566)
    save_scores(draft, announced={"total": "55.55"}, actor=cast.officer)
    make_all()
    return cast


def body(answer: Any) -> bytes:
    """Of a file, which is answered piece by piece."""
    return b"".join(answer.streaming_content)


def rows_of(client: Client, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/data/{name}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))


class TestTheFiles:
    def test_hold_what_is_public_and_nothing_of_a_draft(self, published: Cast, client: Client) -> None:
        first, second = rows_of(client, "results-2568")
        assert (first["code"], first["total"], first["origin"]) == (CODE, "91.00", "report")
        assert first["report"].endswith(f"/r/{CODE}/results/2568/v1/")
        assert (second["total"], second["level"], second["passed"]) == ("82.11", "ต้องปรับปรุง", "false")
        assert (second["iit"], second["eit"], second["indicator_1"]) == ("87.53", "", "92.68")
        assert client.get("/data/results-2566.csv").status_code == 404
        everything = b"".join(path_of(each.sha256).read_bytes() for each in DataFile.objects.all())
        assert b"55.55" not in everything

    def test_of_reports_lead_to_the_page_and_the_document(self, published: Cast, client: Client) -> None:
        [row] = rows_of(client, "reports-2568")
        version = Version.objects.get()
        assert (row["report"], row["version"], row["total"]) == ("results", "1", "91.00")
        assert row["document_sha256"] == version.document_sha256
        path = row["address"].removeprefix(settings.SITE_URL)
        assert client.get(path).status_code == 200
        assert row["document"] == f"{row['address'].rstrip('/')}.json"

    def test_of_municipalities_know_their_place(self, published: Cast, client: Client) -> None:
        rows = rows_of(client, "municipalities")
        assert [row["code"] for row in rows] == sorted(
            MunicipalityRecord.objects.filter(valid_until=None).values_list("code", flat=True)
        )
        assert rows[0]["province"] == "ขอนแก่น"

    def test_say_the_same_in_every_format(self, published: Cast, client: Client) -> None:
        plain = rows_of(client, "results-2568")
        lines = [
            json.loads(line) for line in body(client.get("/data/results-2568.jsonl")).decode().splitlines()
        ]
        columns = pyarrow.parquet.read_table(io.BytesIO(body(client.get("/data/results-2568.parquet"))))
        typed = columns.to_pylist()
        assert (
            [row["name"] for row in plain] == [row["name"] for row in lines] == [row["name"] for row in typed]
        )
        assert [float(row["total"]) for row in plain] == [row["total"] for row in lines]
        assert [row["total"] for row in plain] == [str(row["total"]) for row in typed]
        assert lines[1]["eit"] is None
        assert typed[1]["eit"] is None
        assert typed[1]["passed"] is False

    def test_are_answered_for_other_sites_with_licence_and_only_once(
        self, published: Cast, client: Client
    ) -> None:
        answer = client.get("/data/results-2568.csv")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert LICENCE in answer.headers["Link"]
        assert answer.headers["Content-Disposition"] == 'attachment; filename="results-2568.csv"'
        assert not answer.cookies
        assert body(answer)
        again = client.get("/data/results-2568.csv", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        "name",
        [
            "results-2550.csv",
            "results.csv",
            "municipalities-2568.csv",
            "nothing-2568.csv",
            "results-2568.xlsx",
            "..%2Fresults-2568.csv",
            "nothing.schema.json",
        ],
    )
    def test_that_do_not_exist_are_not_found(self, published: Cast, client: Client, name: str) -> None:
        assert client.get(f"/data/{name}").status_code == 404

    def test_that_were_lost_are_told_as_being_made(self, published: Cast, client: Client) -> None:
        for each in DataFile.objects.all():
            path_of(each.sha256).unlink()
        assert client.get("/data/results-2568.csv").status_code == 503
        make_all()
        assert body(client.get("/data/results-2568.csv"))


class TestMaking:
    def test_happens_once_for_many_changes_and_later(self, province: Province) -> None:
        first, second = municipalities(2, province=province)
        announce(2568, {first: figures("80.00")})
        announce(2568, {second: figures("81.00")})
        assert StaleData.objects.count() == 1
        assert make_if_stale()
        assert not make_if_stale()
        assert DataFile.objects.get(table="results", extension="csv").rows == 2

    def test_again_leaves_what_did_not_change(self, published: Cast) -> None:
        before = list(DataFile.objects.values_list("table", "year", "extension", "sha256", "made_at"))
        make_all()
        assert list(DataFile.objects.values_list("table", "year", "extension", "sha256", "made_at")) == before

    def test_anew_takes_the_former_file_away(self, published: Cast) -> None:
        before = DataFile.objects.get(table="results", extension="csv").sha256
        announce(2568, {published.other.pk: figures("99.00")})
        make_all()
        assert not path_of(before).exists()
        kept = {each.name for each in Path(path_of(before).parent).iterdir()}
        assert kept >= set(DataFile.objects.values_list("sha256", flat=True))

    def test_leaves_nothing_behind_of_one_that_was_interrupted(
        self, published: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fall(*_said: Any) -> None:
            raise RuntimeError

        folder = path_of("")
        (folder / ".making-old").mkdir()
        os.utime(folder / ".making-old", (0, 0))
        announce(2568, {published.other.pk: figures("99.00")})
        with monkeypatch.context() as broken:
            broken.setattr(formats, "_plain", fall)
            with pytest.raises(RuntimeError):
                make_if_stale()
        assert not list(folder.glob(".making-*"))
        assert make_if_stale(), "the promise to make them is not lost"
        assert not StaleData.objects.exists()

    def test_of_a_year_without_anything_public_any_more_takes_it_away(
        self, published: Cast, client: Client
    ) -> None:
        version = Version.objects.get()
        version.state = Version.State.WITHDRAWN
        version.withdrawn_at, version.withdrawn_by = version.published_at, published.approver
        version.withdrawn_reason = "ตัวเลขผิด"
        version.save()
        make_all()
        assert client.get("/data/reports-2568.csv").status_code == 404
        assert [row["total"] for row in rows_of(client, "results-2568")] == ["82.11"]

    def test_by_the_command(self, province: Province, capsys: pytest.CaptureFixture[str]) -> None:
        [key] = municipalities(1, province=province)
        announce(2568, {key: figures("80.00")})
        call_command("make_data")
        assert capsys.readouterr().out
        call_command("make_data")
        assert not capsys.readouterr().out
        call_command("make_data", "--all")
        assert "6" in capsys.readouterr().out  # results of a year and municipalities, three formats each


class TestTheDescription:
    def test_is_a_table_schema_that_every_file_keeps(self, published: Cast, client: Client) -> None:
        for each in DataFile.objects.filter(extension="csv"):
            schema = client.get(f"/data/{each.table}.schema.json").json()
            resource = Resource(
                data=path_of(each.sha256).read_bytes(),
                format="csv",
                encoding="utf-8-sig",
                schema=Schema.from_descriptor(schema),
            )
            report = resource.validate()
            assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])

    def test_would_refuse_a_file_that_does_not_keep_it(self, published: Cast, client: Client) -> None:
        schema = Schema.from_descriptor(client.get("/data/results.schema.json").json())
        found = DataFile.objects.get(table="results", extension="csv")
        data = path_of(found.sha256).read_bytes().replace(b"82.11", b"182.11")
        report = Resource(data=data, format="csv", encoding="utf-8-sig", schema=schema).validate()
        assert not report.valid

    def test_is_a_data_package_of_every_file(self, published: Cast, client: Client) -> None:
        tree = client.get("/data/datapackage.json").json()
        package = Package.from_descriptor(tree)
        assert {each.name for each in package.resources} == {
            "results-2568",
            "reports-2568",
            "measures-2568",
            "evidence-2568",
            "municipalities",
        }
        assert tree["licenses"][0]["path"] == LICENCE
        for each in tree["resources"]:
            name = each["path"].rsplit("/", 1)[-1]
            assert len(body(client.get(f"/data/{name}"))) == each["bytes"]

    def test_tells_every_column_of_every_table_in_both_languages(
        self, published: Cast, client: Client
    ) -> None:
        for language in ("th", "en"):
            text = client.get("/data/", {"lang": language}).content.decode()
            for table in TABLES.values():
                for column in table.columns():
                    assert f"<code>{column.name}</code>" in text
        assert "Everything that is public here" in text

    def test_page_without_anything_says_so(self, db: None, client: Client) -> None:
        answer = client.get("/data/")
        assert answer.status_code == 200
        assert "ยังไม่มีข้อมูลที่เปิดเผย" in answer.content.decode()


def test_no_text_becomes_a_formula() -> None:
    columns: list[Any] = [Column("name", "text", "")]
    data = formats.write("csv", columns, [{"name": "=1+1"}, {"name": "-"}, {"name": "ทราย,ขาว"}])
    assert data.decode("utf-8-sig").splitlines() == ["name", "'=1+1", "'-", '"ทราย,ขาว"']


def test_more_rows_ask_no_more_of_the_database(province: Province) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            list(TABLES["results"].rows(2568))
        return len(queries)

    few = municipalities(2, province=province)
    announce(2568, {key: figures("80.00") for key in few})
    asked()  # the catalogue is read once
    before = asked()
    many = municipalities(40, province=province, first=10)
    announce(2568, {key: figures("80.00") for key in many})
    assert asked() == before
