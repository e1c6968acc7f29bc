"""What was printed stands beside what is stored, and gives way when the stored figure changes."""

from __future__ import annotations

from reports.overlay import overlay


def test_a_printed_value_stands_while_the_stored_one_is_what_it_was() -> None:
    assert overlay({"total": "82.11"}, {"total": "90.68"}, {"total": "82.11"}) == {"total": "90.68"}


def test_a_stored_value_that_changed_prints_instead() -> None:
    assert overlay({"total": "82.11"}, {"total": "90.68"}, {"total": "83.00"}) == {"total": "83.00"}


def test_an_empty_printed_value_hides_nothing() -> None:
    assert overlay({"level": ""}, {"level": ""}, {"level": "ผ่าน"}) == {"level": "ผ่าน"}
    assert overlay({"items": []}, {"items": []}, {"items": [{"code": "i1"}]}) == {"items": [{"code": "i1"}]}


def test_a_printed_form_goes_with_the_figure_it_prints() -> None:
    base = {"score": "87.00", "score_as_written": ""}
    written = {"score": "88.00", "score_as_written": "๘๘"}
    assert overlay(base, written, {"score": "90.00", "score_as_written": ""}) == {
        "score": "90.00",
        "score_as_written": "",
    }


def test_rows_are_matched_by_what_they_are_about() -> None:
    base = [{"code": "i1", "score": "80.00"}, {"code": "i2", "score": "70.00"}]
    written = [{"code": "i2", "score": "71.00"}, {"code": "i1", "score": "80.00"}]
    current = [{"code": "i1", "score": "85.00"}, {"code": "i2", "score": "70.00"}]
    assert overlay(base, written, current) == [
        {"code": "i2", "score": "71.00"},
        {"code": "i1", "score": "85.00"},
    ]


def test_a_row_that_came_later_is_added_and_one_that_was_not_printed_stays_away() -> None:
    base = [{"no": 1, "score": "80.00"}, {"no": 2, "score": "70.00"}]
    written = [{"no": 1, "score": "80.00"}]
    current = [*base, {"no": 3, "score": "60.00"}]
    assert overlay(base, written, current) == [{"no": 1, "score": "80.00"}, {"no": 3, "score": "60.00"}]


def test_a_row_that_was_deleted_prints_no_more() -> None:
    base = [{"code": "i1", "score": "80.00"}]
    assert overlay(base, [{"code": "i1", "score": "81.00"}], []) == []


def test_a_row_the_catalogue_does_not_know_is_kept() -> None:
    assert overlay([], [{"code": "O99", "score": "50.00"}], []) == [{"code": "O99", "score": "50.00"}]


def test_rows_without_a_key_are_taken_whole_or_not_at_all() -> None:
    written = [{"no": None, "name": "ก"}, {"no": None, "name": "ข"}]
    assert overlay([], written, []) == written
    assert overlay([], written, [{"no": 1}]) == [{"no": 1}]
