"""Frames from the shipped files: what readers, writers and checks ask of a year."""

from decimal import Decimal

import pytest

from assessments.scoring import level_for
from catalogue.frame import Frame, frame_for, requirement_for
from catalogue.frame_data import fingerprint, shipped_files, shipped_frames
from catalogue.loading import read_framework


def test_every_shipped_file_becomes_a_frame():
    frames = shipped_frames()
    assert list(frames) == [2563, 2564, 2565, 2566, 2567, 2568, 2569]
    assert all(frames[year].year == year for year in frames)


def test_a_frame_knows_its_items_indicators_and_links():
    frame = shipped_frames()[2568]
    assert frame.item_by_code["o27"].title == "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    assert frame.item_by_code["o1"].replaces == ("O1", "O3")
    assert frame.item_by_code["i10"].issues == (4,)
    assert frame.instrument_of(7) == "EIT"
    assert {each.code: (each.weight, each.indicators) for each in frame.instruments} == {
        "IIT": (30, (1, 2, 3, 4, 5)),
        "EIT": (30, (6, 7, 8)),
        "OIT": (40, (9, 10)),
    }


def test_a_frame_can_be_made_from_the_data_of_a_file():
    assert Frame.from_data(read_framework(shipped_files()[2567])) == shipped_frames()[2567]


def test_the_levels_of_a_frame_score():
    frame = shipped_frames()[2567]
    instruments = {"IIT": Decimal("94.99"), "EIT": Decimal("96.00"), "OIT": Decimal("97.00")}
    assert level_for(Decimal("95.81"), instruments, frame.bands).name == "ผ่านดี"


@pytest.mark.parametrize(
    ("kind", "key_year", "evaluation_year", "item"),
    [
        ("analysis", 2567, None, "O27"),
        ("results", 2568, None, "O26"),
        ("results", 2566, None, "O35"),
        ("results", 2566, 2566, "O43"),
    ],
)
def test_a_document_finds_the_item_that_asks_for_it(kind, key_year, evaluation_year, item):
    assert requirement_for(shipped_frames(), kind, key_year, evaluation_year).item == item


def test_a_document_whose_evaluation_is_not_known_yet_follows_the_newest_year():
    assert requirement_for(shipped_frames(), "results", 2569) is None
    assert frame_for(shipped_frames(), "results", 2569).year == 2569


def test_the_fingerprint_changes_with_what_is_asked_and_not_with_the_note():
    data = read_framework(shipped_files()[2567])
    assert fingerprint({**data, "revision_note": "typed anew"}) == fingerprint(data)
    assert fingerprint({**data, "name": "another"}) != fingerprint(data)
