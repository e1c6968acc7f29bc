"""The table of a version as open data: every field of a measure, and what shows that items are disclosed."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace

from reports.document import Evidence, ItemEvidence, ItemScore, Measure
from reports.writers.csv import COLUMNS, write_csv
from tests.reports.writers.demo import RESULTS

ELSEWHERE = {
    "number_as_written": "number",
    "responsible_as_written": "responsible",
    "headings": "what stands above a table is not of a measure",
    "source_lines": "where it was read from says nothing of it",
}


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_every_field_of_a_measure_has_its_column() -> None:
    assert {each.name for each in fields(Measure)} - set(COLUMNS) == set(ELSEWHERE)


def test_items_with_evidence_stand_below_the_measures_and_say_what_they_are() -> None:
    pieces = (
        Evidence("ผังโครงสร้าง", "https://www.example.go.th/o1", public=True),
        Evidence("ภาพ", "https://a.example"),
    )
    result = replace(RESULTS.result, items=(ItemScore("O1", "โครงสร้าง"),))
    items = (ItemEvidence("o1", "", pieces), ItemEvidence("", "ข้ออื่น"))
    rows = rows_of(write_csv(replace(RESULTS, result=result, item_evidence=items)))
    assert [each["row"] for each in rows] == ["measure"] * RESULTS.measure_count + ["item", "item"]
    assert (rows[-2]["items"], rows[-2]["title"]) == ("o1", "โครงสร้าง")
    assert rows[-2]["evidence"] == "ผังโครงสร้าง https://www.example.go.th/o1\nภาพ"
    assert (rows[-1]["items"], rows[-1]["title"], rows[-1]["action_year"]) == ("", "ข้ออื่น", "2568")
