"""Rows of a page, of base and of ours, set beside each other: nothing that is shown is lost, nothing is said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.merging.aligning import edited_rows
from reports.merging.rows import Ways, weave

Row = tuple[str, str, str]
"""What the page says (a name and a text), and what only ours holds."""


def shown(row: Row) -> Row:
    return (row[0], row[1], "")


WAYS: Ways[Row] = Ways(
    says=lambda row: row[:2],
    name=lambda row: row[0],
    alike=lambda page, base: float(page[0] == base[0]),
    merge=lambda page, base, ours: (page[0], ours[1] if page[1] == base[1] else page[1], ours[2]),
    added=lambda row: row,
    shown=lambda row: bool(row[0]),
    holds=lambda base, ours: ours[1] in base[1],
)


def woven(page: list[Row], base: list[Row], ours: list[Row]) -> list[Row]:
    return [each.row for each in weave(page, base, ours, WAYS)[0]]


names = st.lists(st.sampled_from("กขคงจฉช"), max_size=7)
ours_of = names.map(lambda each: [(name, f"ข้อความ {name}", f"ซ่อน {at}") for at, name in enumerate(each)])


@given(ours_of)
def test_an_unedited_list_is_ours(ours: list[Row]) -> None:
    page = [shown(each) for each in ours]
    assert woven(page, page, ours) == ours


@given(ours_of, st.data())
def test_whatever_the_page_says_is_said_once_in_its_order(ours: list[Row], data: st.DataObject) -> None:
    base = [shown(each) for each in ours]
    edits = st.tuples(st.sampled_from("กขคงจฉชซ"), st.sampled_from(("ข้อความ ก", "แก้ไข")), st.just(""))
    page = data.draw(st.lists(st.sampled_from(base) | edits if base else edits, max_size=8))
    found = woven(page, base, ours)
    assert [each[:2] for each in found] == [each[:2] for each in page]
    held = [each[2] for each in found if each[2]]
    assert len(held) == len(set(held))


def test_a_row_that_the_page_never_showed_stays_behind_its_neighbour() -> None:
    ours = [("ก", "หนึ่ง", "1"), ("", "", "2"), ("ข", "สอง", "3")]
    base = [shown(ours[0]), shown(ours[2])]
    assert woven(base, base, ours) == ours
    assert woven(base[::-1], base, ours) == [ours[2], ours[0], ours[1]]


def test_rows_that_were_read_as_one_are_two_again_unless_somebody_edited_them() -> None:
    ours = [("ก", "หนึ่ง", "1"), ("ข", "สอง", "2"), ("ค", "สาม", "3")]
    base = [("ก", "หนึ่ง\nสอง", ""), ("ค", "สาม", "")]
    assert woven(base, base, ours) == ours
    assert woven(base[::-1], base, ours) == [ours[2], ours[0], ours[1]]
    edited = [("ก", "หนึ่ง\nสอง\nใหม่", ""), base[1]]
    assert woven(edited, base, ours) == [edited[0], ours[2]]
    assert [each.unpaired for each in weave(edited, base, ours, WAYS)[0]] == [True, False]


def test_a_row_of_the_page_that_ours_never_had_is_left_out_unless_somebody_edited_it() -> None:
    ours = [("ก", "หนึ่ง", "1")]
    base = [shown(ours[0]), ("รวม", "ทั้งหมด", "")]
    assert woven(base, base, ours) == ours
    assert woven([base[0], ("รวม", "อื่น", "")], base, ours) == [ours[0], ("รวม", "อื่น", "")]


def test_of_two_equal_rows_one_is_the_old_one() -> None:
    found = edited_rows(["ก", "ก", "ข"], ["ก", "ข"], lambda _page, _base: 0.0)
    assert (found.count(None), sorted(each for each in found if each is not None)) == (1, [0, 1])


def test_many_rows_that_were_all_edited_are_found_near_their_places() -> None:
    base = [f"มาตรการ {at}" for at in range(300)]
    page = [f"{each} แก้" for each in base]
    assert edited_rows(page, base, lambda at, row: float(page[at].startswith(f"{base[row]} "))) == [
        *range(300)
    ]
