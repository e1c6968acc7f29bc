"""Two years side by side, and the links that titles suggest."""

import copy

import pytest

from catalogue.comparing import item_changes, part_changes, suggested_links, with_links
from catalogue.frame_data import shipped_files
from catalogue.loading import read_framework
from catalogue.parts import PartInUse, moved, with_row, without_row


@pytest.fixture
def before():
    return read_framework(shipped_files()[2567])


@pytest.fixture
def after():
    return read_framework(shipped_files()[2568])


def test_a_year_beside_itself_has_no_difference(before):
    assert {each.kind for each in item_changes(before, before, same_year=True)} == {"same"}
    assert part_changes(before, before) == []


def test_merged_recoded_and_ended_items_are_told_apart(before, after):
    kinds = {
        (each.after or each.befores[0])["code"]: each.kind
        for each in item_changes(before, after, same_year=False)
    }
    assert kinds["i1"] == "same"
    assert kinds["O1"] == "merged"
    assert "recoded" in kinds.values()
    assert "removed" in kinds.values()


def test_weights_and_bands_that_changed_are_listed(before):
    other = copy.deepcopy(before)
    other["instruments"][0]["weight"] = 25
    other["rating"]["bands"][0]["min_total"] = "96.00"
    found = {(each.section, each.key, each.field, each.after) for each in part_changes(before, other)}
    assert found == {("instruments", "IIT", "weight", 25), ("bands", "excellent", "min_total", "96.00")}


def test_titles_that_kept_their_words_suggest_the_link(before, after):
    for row in after["items"]:
        row["replaces"] = []
    pairs = {each.code: each.predecessor for each in suggested_links(before, after)}
    assert pairs["O28"] == "O35"
    assert all(pairs[f"i{number}"] == f"i{number}" for number in range(1, 16))


def test_an_item_that_is_continued_is_not_offered_again(before, after):
    assert not {each.predecessor for each in suggested_links(before, after)} & {
        code for row in after["items"] for code in row["replaces"]
    }


def test_a_confirmed_link_stays_unverified_until_the_manual_says_so(after):
    after["items"][0]["replaces"], after["items"][0]["unverified"] = [], []
    data = with_links(after, {"i1": ["i2"]})
    assert (data["items"][0]["replaces"], data["items"][0]["unverified"]) == (["i2"], ["replaces"])


def test_a_renumbered_issue_keeps_its_items_and_requirements(after):
    row = next(row for row in after["issues"] if row["no"] == 7)
    data = with_row(after, "issues", "7", row | {"no": 9})
    assert 9 in next(row for row in data["items"] if row["code"] == "O28")["issues"]
    assert data["document_requirements"][0]["issues_required"] == [1, 2, 3, 4, 5, 6, 9]
    assert 7 not in without_row(after, "issues", "7")["document_requirements"][0]["issues_required"]


def test_an_indicator_with_items_is_not_deleted(after):
    with pytest.raises(PartInUse):
        without_row(after, "indicators", "1")


def test_moving_the_first_item_of_an_indicator_up_changes_nothing(after):
    assert moved(after, "items", "i1", up=True) == after
    assert moved(moved(after, "items", "i1", up=False), "items", "i1", up=True) == after


def test_a_band_takes_the_order_of_its_place(after):
    data = moved(after, "bands", after["rating"]["bands"][1]["code"], up=True)
    assert [band["order"] for band in data["rating"]["bands"]] == [1, 2, 3, 4, 5]
    assert data["rating"]["bands"][0]["code"] == after["rating"]["bands"][1]["code"]
