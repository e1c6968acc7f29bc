"""Cell text: plain lines whose labels, marks and links are seen, and never changed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.celltext import (
    Block,
    Span,
    clean,
    count_items,
    escape,
    is_blank_cell,
    item_block,
    parse,
    plain,
    render,
)

_PIECES = st.sampled_from(
    [
        "**", "__", "***", "____", "*", "_", "\\", "\\*", "\\_", "\\\\", "\n", "\t", "\r", " ", "  ", "๑.", "๒)", "(๓)",
        "-", "•", "ก.", "๑.๒", "2569.", "http://a.go.th/x_y", "https://b.go.th/__c__", "https://", "(", ")", ".", "น้ำ",
        "ก", "x", "\u200b", "\u00a0", "ํา",
    ]
)  # fmt: skip
texts = st.one_of(st.text(), st.lists(_PIECES, max_size=14).map("".join))
lines = texts.map(lambda text: text.replace("\n", " "))


def block(line: str) -> Block:
    (only,) = parse(line)
    return only


@settings(max_examples=400, deadline=None)
@given(texts)
def test_what_is_parsed_prints_as_it_was(text: str) -> None:
    assert render(parse(text)) == text


@settings(max_examples=400, deadline=None)
@given(texts)
def test_escaped_text_shows_exactly_what_went_in_without_any_style(text: str) -> None:
    escaped = escape(text)
    assert plain(escaped) == text
    assert not any(span.bold or span.underline for line in parse(escaped) for span in line.spans)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_escaped_text_may_stand_between_marks(text: str) -> None:
    if text.strip() and "http" not in text.lower():
        assert plain(f"**{escape(text)}**") == text or not clean(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.builds(Span, lines.filter(bool), st.booleans(), st.booleans()), max_size=5))
def test_freshly_written_spans_never_lose_text(spans: list[Span]) -> None:
    written = render([Block("paragraph", spans=tuple(spans))])
    assert plain(written) == "".join(span.text for span in spans)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("๑. จัดทำคู่มือ", "๑.", "จัดทำคู่มือ"),
        ("๑.จัดทำคู่มือ", "๑.", "จัดทำคู่มือ"),
        ("12) เผยแพร่", "12)", "เผยแพร่"),
        ("๑)เผยแพร่", "๑)", "เผยแพร่"),
        ("(๑) เผยแพร่", "(๑)", "เผยแพร่"),
        ("1.) เผยแพร่", "1.)", "เผยแพร่"),
        ("- ประชุม", "-", "ประชุม"),
        ("-ประชุม", "-", "ประชุม"),
        ("– ประชุม", "–", "ประชุม"),
        ("• ประชุม", "•", "ประชุม"),
        ("ก. หมวดแรก", "ก.", "หมวดแรก"),
        ("ข) หมวดสอง", "ข)", "หมวดสอง"),
        ("๑.๑ ย่อย", "๑.๑", "ย่อย"),
        ("๑.๒.๓ ย่อย", "๑.๒.๓", "ย่อย"),
        ("1.10 ย่อย", "1.10", "ย่อย"),
        ("๑.๑) ย่อย", "๑.๑)", "ย่อย"),
        ("๑.๒ พันธกิจของเทศบาล", "๑.๒", "พันธกิจของเทศบาล"),
        ("**๑. หัวข้อ**", "๑.", "หัวข้อ"),
        ("๑. ๕ ครั้งต่อปี", "๑.", "๕ ครั้งต่อปี"),
        ("๑. -", "๑.", "-"),
    ],
)  # fmt: skip
def test_a_line_with_a_label_is_an_item_whose_label_stays_as_typed(line: str, label: str, text: str) -> None:
    found = block(line)
    assert (found.kind, found.label, found.text) == ("item", label, text)


@pytest.mark.parametrize(
    "line",
    [
        "-", "--", "-----", "- -", "๑.", "๑. ", "๙๙.๓๔", "๙๙.๓๔ คะแนน", "๑๐.๓๐ น.", "๘.๓๐ - ๑๖.๓๐ น.", "2569. รายงาน",
        "๒๕๖๘. รายงาน", "-๐.๒๓", "-๐.๒๓ คะแนน", "๑.๕ ล้านบาท", "1.10.2567", "๑.๑๐.๖๗ ประชุม", "ก.ค. ๖๘", "ก.พ.",
        "ต. นากลาง อ. นากลาง", "น. วันศุกร์", "***", "", " ", "๑ - ๒", "๐.๐๐", "ไตรมาสที่ ๑", "พ.ศ. ๒๕๖๘", "..", "๑.๒๕ ครั้ง",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_label_is_text(line: str) -> None:
    assert all(found.kind == "paragraph" for found in parse(line))
    assert plain(line) == line


def test_leading_spaces_make_an_item_deeper() -> None:
    assert [(found.indent, found.depth, found.label) for found in parse("๑. ก\n  - ข\n    • ค")] == [
        (0, 0, "๑."),
        (2, 1, "-"),
        (4, 2, "•"),
    ]


def test_bold_and_underline_may_nest() -> None:
    assert block("ก **ข __ค__** ง").spans == (
        Span("ก "),
        Span("ข ", bold=True),
        Span("ค", bold=True, underline=True),
        Span(" ง"),
    )


def test_a_bold_label_is_told_from_a_bold_text() -> None:
    assert block("**๑. หัวข้อ** ขยาย").label_bold
    assert not block("๑. **หัวข้อ**").label_bold


@pytest.mark.parametrize(
    "text",
    [
        "***",
        "____",
        "ลงชื่อ ______ ผู้รายงาน",
        "**",
        "** **",
        "5 * 3 * 2",
        "a_b_c",
        "**ก",
        "ก__",
        "**__**",
        "C:\\งาน\\ita",
    ],
)
def test_marks_that_hold_nothing_are_the_characters_themselves(text: str) -> None:
    assert plain(text) == text
    assert not any(span.bold or span.underline for span in block(text).spans)


def test_a_mark_does_not_reach_over_the_end_of_a_line() -> None:
    assert plain("**ก\nข**") == "**ก\nข**"


def test_a_backslash_makes_a_mark_literal() -> None:
    assert plain(r"\*\*ก\*\* \_\_ \\") == "**ก** __ \\"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ดูที่ https://www.a.go.th/x.", "https://www.a.go.th/x"),
        ("ดูที่ https://www.a.go.thได้", "https://www.a.go.th"),
        ("(http://a.go.th/b)", "http://a.go.th/b"),
        ("http://a.go.th/b_(c)", "http://a.go.th/b_(c)"),
        ("**http://a.go.th**", "http://a.go.th"),
        ("__http://a.go.th/x__", "http://a.go.th/x"),
        ("https://f.com/p?__cft__[0]=A&__tn__=B", "https://f.com/p?__cft__[0]=A&__tn__=B"),
        ("https://a.go.th/%E0%B8%81?x=1&y=2#z,", "https://a.go.th/%E0%B8%81?x=1&y=2#z"),
    ],
)
def test_an_address_is_a_link_without_the_sentence_around_it(text: str, address: str) -> None:
    assert [span.href for span in block(text).spans if span.href] == [address]


def test_a_mark_may_close_right_after_an_address() -> None:
    assert block("__http://a.go.th/x__").spans == (
        Span("http://a.go.th/x", underline=True, href="http://a.go.th/x"),
    )


def test_only_web_addresses_are_links() -> None:
    assert not any(span.href for span in block("javascript:alert(1) ftp://a.th file:///etc/x https://").spans)


def test_cleaning_keeps_what_is_visible_and_drops_what_is_not() -> None:
    assert (
        clean("ก\r\nข\rค\x0bง\tจ\u00a0ฉ\u200b\ufeff\x00\x07น\u0e4d\u0e49\u0e32\n\n  \n") == "ก\nข\nค\nง จ ฉน้ำ"
    )
    assert clean("  - ย่อย\n\nต่อ") == "  - ย่อย\n\nต่อ"
    assert clean("\ud800") == "\ufffd"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("-", 0),
        ("ข้อความ", 0),
        ("๑. ก\n๒. ข\n๓. ค", 3),
        ("๑. ก\n- ย่อย\n- ย่อย\n๒. ข", 2),
        ("๑. ก\n  ๑.๑ ย่อย\n  ๑.๒ ย่อย\n๒. ข", 2),
        ("วิธีดำเนินการ\n- ก\n- ข", 2),
        (" ๑. ก\n๒. ข", 2),
        ("๑) ก\n๒) ข\nต่อจากข้อก่อน", 2),
    ],
)
def test_only_top_level_items_are_counted(text: str, count: int) -> None:
    assert count_items(text) == count


def test_an_empty_cell_is_told_from_one_that_says_something() -> None:
    assert is_blank_cell(" \n- ")
    assert is_blank_cell("–")
    assert not is_blank_cell("๐")


def test_new_items_are_written_with_their_label_and_marks() -> None:
    made = [item_block("๑.", [Span("จัดทำ"), Span("คู่มือ**", bold=True)]), item_block("-", [Span("ย่อย")], 2)]
    text = render(made)
    assert text == "๑. จัดทำ**คู่มือ\\*\\***\n  - ย่อย"
    assert parse(text) == tuple(made)


@pytest.mark.parametrize(
    "piece",
    ["*", "**a", "__", "\\", "https://", "https://a.th/(", "**a__b", "๑.", "\u200b", "https://a.th)."],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (120_000 // len(piece))
    started = time.process_time()
    parse(text)
    escape(text)
    clean(text)
    count_items(text)
    assert time.process_time() - started < 30, "in quadratic time it would be hours"
