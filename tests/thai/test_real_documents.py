"""Cells of the published documents, when their texts lie beside the checkout."""

import re
from html import unescape
from pathlib import Path

import pytest

from ita_portal.thai.celltext import clean, count_items, parse, plain, render, split_run_on
from ita_portal.thai.celltext_html import from_html
from ita_portal.thai.periods import parse_period

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="needs the source documents in ../shared/sources"
)


def cells(name: str) -> list[list[str]]:
    text = (SOURCES / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n")]


@pytest.mark.parametrize(
    "name", ["na-klang-2567-analysis.txt", "rang-wai-2568-results.txt", "sai-khao-2567-results.txt"]
)
def test_every_character_of_every_cell_survives(name: str) -> None:
    for cell in (cell for row in cells(name) for cell in row):
        text = from_html(cell)
        shown = clean(unescape(re.sub("<[^>]*>", "", cell)))
        assert "".join(plain(text).split()) == "".join(shown.split())
        assert "".join(plain(split_run_on(text)).split()) == "".join(plain(text).split())
        assert render(parse(text)) == text


def test_steps_and_outcomes_of_a_row_are_counted() -> None:
    rows = [
        row for row in cells("sai-khao-2567-results.txt") if len(row) == 6 and row[0] in ("๑", "๒", "๓", "๔")
    ]
    counts = [tuple(count_items(split_run_on(from_html(cell))) for cell in row[4:]) for row in rows]
    assert counts[0] == (6, 5)
    assert {(3, 2), (8, 7), (7, 6), (5, 4), (4, 3)} <= set(counts)


def test_the_periods_of_the_documents_are_understood() -> None:
    periods = [
        row[2]
        for row in cells("sai-khao-2567-results.txt")
        if len(row) == 6 and row[0] in ("๑", "๒", "๓", "๔")
    ]
    assert periods
    assert all(parse_period(from_html(text), 2568).start for text in periods)
