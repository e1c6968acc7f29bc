"""In the preview each finding has a number at its words or its row, linked both ways; the text itself is untouched."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from measures.services import update_measure
from reports.frozen import frozen_now
from reports.pins import FIRST, linked, pinned
from reports.places import placed
from reports.progress import Cycle
from reports.writers.html import write_body
from tests.cast import CODE, YEAR, Cast, Work

PREVIEW = f"/m/{CODE}/{YEAR}/report/results/preview/"
WRONG = "๑. ข้อ i1 ปี ๒๕๖๗ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๓.๐๕ คะแนน"


@pytest.fixture(autouse=True)
def wrong(work: Work, cast: Cast) -> None:
    update_measure(work.measure, {"outcome": WRONG, "output": ""}, actor=cast.officer)


def page(officer: Client) -> str:
    return str(officer.get(PREVIEW).content.decode())


def test_a_number_stands_behind_the_words(officer: Client) -> None:
    text = page(officer)
    assert re.search(r'๓\.๐๕<a class="found-pin is-error" id="pin-(\d+)" href="#finding-\1">', text)


def test_every_pin_leads_to_its_finding_and_back(officer: Client) -> None:
    text = page(officer)
    pins = re.findall(r'id="pin-(\d+)"', text)
    assert pins
    assert len(pins) == len(set(pins))
    for number in pins:
        assert f'id="finding-{number}"' in text
        assert f'href="#pin-{number}"' in text


def test_what_is_missing_is_pinned_to_its_row(officer: Client, work: Work) -> None:
    title = re.escape(str(work.measure.title))
    assert re.search(rf'{title}<a class="found-pin is-error" id="pin-\d+"', page(officer))


def test_no_sign_is_left_in_the_page(officer: Client) -> None:
    assert not re.search(f"[{chr(FIRST)}-{chr(FIRST + 6000)}]", page(officer))


def test_without_its_pins_the_preview_is_what_prints(cast: Cast, work: Work) -> None:
    document = frozen_now(work.results).document
    cycle = Cycle(cast.municipality, YEAR)
    groups = placed(cycle.checked(work.results)[1], document, cycle)
    signed, rows = pinned(document, groups)
    body, numbers = linked(write_body(signed, heading_level=2), rows)
    assert numbers
    bare = re.sub(r'<a class="found-pin.*?</a>', "", body)
    assert bare == write_body(document, heading_level=2)


def test_a_finding_is_mended_where_it_is_read(officer: Client, work: Work) -> None:
    text = page(officer)
    mark = text.partition('name="finding" value="')[2].partition('"')[0]
    base = text.partition(f'name="base-{mark}" value="')[2].partition('"')[0]
    back = text.partition('name="back" value="')[2].partition('"')[0]
    answer = officer.post(
        PREVIEW.replace("preview", "mend"), {"finding": mark, f"base-{mark}": base, "back": back}
    )
    assert answer["Location"] == PREVIEW
    work.measure.refresh_from_db()
    assert work.measure.outcome == WRONG.replace("๓.๐๕", "๓.๕๐")
