"""What a Thai sentence says about scores: years, scores, differences, and what is none of these."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import Direction
from reports.checks.score_sentences import Statement, statements
from reports.checks.squeezed import Squeezed


def only(text: str) -> Statement:
    found = statements(text)
    assert len(found) == 1, found
    return found[0]


def scores(statement: Statement) -> list[tuple[str, int | None]]:
    return [(str(score.value), score.year) for score in statement.scores]


BOTH = [("91.20", 2567), ("93.50", 2568)]


@pytest.mark.parametrize(
    "text",
    [
        "ITA ปี ๒๕๖๗ ได้คะแนน ๙๑.๒๐ คะแนน ITA ปี๒๕๖๘ ได้คะแนน ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๓๐ คะแนน",
        "ปีงบประมาณ พ.ศ. 2567 ได้ค่าคะแนน 91.20 และปีงบประมาณ พ.ศ. 2568 ได้ค่าคะแนน 93.50 เพิ่มขึ้น 2.30",
        "คะแนนปี 67 = 91.20 ปี 68 = 93.50 ผลต่าง = 2.30",
        "คะแนนในปี 2567 และปี 2568 เท่ากับ 91.20 และ 93.50 ตามลำดับ เพิ่มขึ้น 2.30 คะแนน",
        "ได้ 91.20 คะแนนในปี 2567 และได้ 93.50 คะแนนในปี 2568 เพิ่มขึ้น 2.30 คะแนน",
        "คะแนน ๙๑.๒๐ (๒๕๖๗) และ ๙๓.๕๐ (๒๕๖๘) เพิ่มขึ้น ๒.๓๐",
        "คะแนนเพิ่มขึ้น ๒.๓๐ คะแนน โดยปี ๒๕๖๗ ได้ ๙๑.๒๐ และปี ๒๕๖๘ ได้ ๙๓.๕๐",
        "ปี ๒๕๖๗ ได้ คะ แนน ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๙๓.๕๐ คะแนน เพิ่ม ขึ้น ๒.๓๐ คะแนน",
        "- ปี ๒๕๖๗ ได้คะแนน **๙๑.๒๐**\n- ปี ๒๕๖๘ ได้คะแนน **๙๓.๕๐**\n- เพิ่มขึ้น **๒.๓๐** คะแนน",
    ],
)
def test_two_years_and_their_difference_are_read_in_many_forms(text: str) -> None:
    statement = only(text)
    assert scores(statement) == BOTH
    assert [(each.value, each.decimals) for each in statement.differences] == [(Decimal("2.30"), 2)]
    for part in (*statement.scores, *statement.differences):
        assert text[part.where.start : part.where.end] == part.where.quote
    assert statement.pair is not None
    assert statement.pair.difference == Decimal("2.30")


@pytest.mark.parametrize(
    "text",
    [
        "ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้น 2.30 คะแนน จากปี 2567 ที่ได้ 91.20 คะแนน",
        "ปี 2568 ได้ 93.50 คะแนน สูงกว่าปี 2567 ที่ได้ 91.20 คะแนน 2.30 คะแนน",
        "ได้ 93.50 คะแนน ในปี 2568 เพิ่มขึ้นจาก 91.20 คะแนน ในปี 2567 อยู่ 2.30 คะแนน",
        "ปีนี้ได้ 93.50 คะแนน จากปีก่อนที่ได้ 91.20 คะแนน เพิ่มขึ้น 2.30 คะแนน",
        "คะแนนเพิ่มขึ้นจาก 91.20 เป็น 93.50 เพิ่มขึ้น 2.30 คะแนน",
    ],
)
def test_the_earlier_score_may_come_last_or_be_told_in_relation(text: str) -> None:
    statement = only(text)
    assert statement.pair is not None
    assert (statement.pair.before.value, statement.pair.after.value) == (Decimal("91.20"), Decimal("93.50"))
    assert [each.value for each in statement.differences] == [Decimal("2.30")]


@pytest.mark.parametrize(
    "text",
    [
        "ผู้ใช้บริการปี 2567 จำนวน 120 ราย ปี 2568 จำนวน 150 ราย เพิ่มขึ้น 30 ราย",
        "ความพึงพอใจปี 2567 ร้อยละ 90.50 ปี 2568 ร้อยละ 92.50",
        "ความพึงพอใจปี 2567 เท่ากับ 90.50 % ปี 2568 เท่ากับ 92.50 %",
        "งบประมาณปี 2567 จำนวน 1,050.25 บาท ปี 2568 จำนวน 98.50 ล้านบาท เพิ่มขึ้น 2.50 ล้านบาท",
        "ปี 2567 เปิดบริการ 08.30 น. ปี 2568 เปิดบริการ 07.30 น. เร็วขึ้น",
        "ณ วันที่ 31 มีนาคม 2568 และวันที่ 1.10.67",
        "๑.๒ ปี ๒๕๖๗ ดำเนินการแล้ว\n๑.๓ ปี ๒๕๖๘ อยู่ระหว่างดำเนินการ",
        "พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. ๒๕๔๐ และระเบียบ พ.ศ. ๒๕๖๐ ข้อ ๗๙",
        "เกณฑ์ระดับผ่าน ๘๕.๐๐ - ๙๔.๙๙ คะแนน",
    ],
)
def test_counts_percentages_money_times_dates_and_legends_are_no_scores(text: str) -> None:
    assert [score for each in statements(text) for score in each.scores] == []


def test_a_percentage_of_change_is_marked_and_never_a_difference_of_points() -> None:
    statement = only("ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้นร้อยละ 2.52")
    assert [each.percent for each in statement.differences] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "ปี 2568 ได้คะแนน 93.50 คะแนน สูงกว่าค่าเป้าหมาย 85.00 คะแนน",
        "ปี 2568 ได้คะแนน 93.50 จากคะแนนเต็ม 100 คะแนน",
        "ปี 2568 ได้คะแนน 93.50 คะแนน ค่าเฉลี่ยทั้งประเทศ 93.82 คะแนน",
    ],
)
def test_targets_full_marks_and_averages_of_others_are_not_its_own_score(text: str) -> None:
    assert [str(score.value) for each in statements(text) for score in each.scores] == ["93.50"]


def test_several_pairs_in_one_cell_are_several_statements() -> None:
    text = (
        "๑. ข้อ i1 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 91.00 คะแนน เพิ่มขึ้น 1.00 คะแนน\n"
        "๒. ข้อ e๗ ปี ๒๕๖๗ ได้ ๙๕.๕๐ คะแนน ปี ๒๕๖๘ ได้ ๙๔.๐๐ คะแนน ลดลง ๑.๕๐ คะแนน"
    )
    first, second = statements(text)
    assert (first.items, second.items) == (("i1",), ("e7",))
    assert scores(second) == [("95.50", 2567), ("94.00", 2568)]
    assert second.differences[0].direction is Direction.DOWN


def test_a_difference_without_its_base_does_not_borrow_the_next_item() -> None:
    first, second = statements(
        "i1 ปี 2568 ได้ 94.00 คะแนน เพิ่มขึ้น 1.60 คะแนน\ni2 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 91.00 คะแนน"
    )
    assert first.pair is None
    assert scores(second) == [("90.00", 2567), ("91.00", 2568)]


def test_a_direction_without_a_number_is_kept_for_other_rules() -> None:
    statement = only("ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน มีคะแนนเฉลี่ยลดลง พบว่าประชาชนพึงพอใจ")
    assert [(word.direction, word.where.quote) for word in statement.directions] == [(Direction.DOWN, "ลดลง")]


def test_full_marks_that_were_reached_are_a_score() -> None:
    statement = only("ปี 2567 ได้ 97.50 คะแนน ปี 2568 ได้คะแนนเต็ม 100 คะแนน เพิ่มขึ้น 2.50 คะแนน")
    assert scores(statement) == [("97.50", 2567), ("100", 2568)]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["ปี ๒๕๖๗", "ปี 68", "ได้คะแนน", "99.34", "๙๙.๕๗", "คะแนน", "เพิ่มขึ้น", "ลดลง", "0.19", "๑", "จาก", "เป็น",
             "\n", " ", "e7", "(", ")", "ร้อยละ", "i๑๔", ".", ",", "-", "ระดับ ผ่านดี", "**", "2567", "\u200b", "ปีก่อน"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_places_always_quote_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    for statement in statements(text):
        assert 0 <= statement.start <= statement.end <= len(text)
        places = [each.where for each in (*statement.scores, *statement.differences, *statement.directions)]
        for place in (*places, *statement.item_ranges):
            assert text[place.start : place.end] == place.quote != ""


@given(st.text(alphabet="กข ๑1.\n*_-\u200b่", max_size=40))
def test_squeezed_text_knows_the_way_back(text: str) -> None:
    source = Squeezed(text)
    for index, character in enumerate(source.squeezed):
        if character in "กข่":
            start, end = source.span(index, index + 1)
            assert text[start:end] == character
