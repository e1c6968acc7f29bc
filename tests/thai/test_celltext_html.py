"""HTML from pages, Word, Excel and converters becomes cell text in which everything visible is still there."""

import time
from html import escape as html_escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.celltext import clean, count_items, parse, plain
from ita_portal.thai.celltext_html import from_html


def test_paragraphs_and_breaks_are_lines_and_blank_ones_go() -> None:
    assert from_html("<p>ก</p>\n<p>&nbsp;</p><div>ข<br>ค<br/><br/>ง</div>จ") == "ก\nข\nค\nง\nจ"


def test_white_space_of_the_source_is_one_space() -> None:
    assert from_html("<p>  ก \n\t ข&nbsp;&nbsp;ค </p>") == "ก ข ค"


def test_preformatted_lines_stay_lines() -> None:
    assert from_html("<pre>ก\nข</pre>") == "ก\nข"


def test_bold_and_underline_become_marks_around_the_words() -> None:
    assert from_html("<b>หนา </b>ก <strong>ข</strong><u> ขีด</u> <b><u>สอง</u></b>") == (
        "**หนา** ก **ข** __ขีด__ **__สอง__**"
    )
    assert from_html("<b>ก</b><b> ข</b>") == "**ก ข**"
    assert from_html("<b> </b>ก<u></u>") == "ก"


def test_styles_count_like_tags() -> None:
    assert from_html(
        '<span style="font-weight: 700">ก</span> <span style="TEXT-DECORATION:underline">ข</span>'
    ) == ("**ก** __ข__")
    assert from_html('<b style="font-weight:normal"><span style="font-weight:400">ก</span></b>') == "ก"


def test_a_style_left_open_by_a_paragraph_ends_with_it() -> None:
    assert from_html('<p style="font-weight:bold">ก<p>ข') == "**ก**\nข"


def test_stars_and_underscores_of_the_source_are_seen() -> None:
    text = from_html("สำนักงาน*** ลงชื่อ ____ **ก** __ข__ <b>*</b> a\\*b")
    assert plain(text) == "สำนักงาน*** ลงชื่อ ____ **ก** __ข__ * a\\*b"
    assert [span.text for span in parse(text)[0].spans if span.bold or span.underline] == ["*"]


def test_lists_get_labels_and_nested_ones_are_indented() -> None:
    html = "<ol><li>ก<ul><li>ข</li><li><p>ค</p><p>ต่อ</p></li></ul></li><li>ง</li></ol>จ"
    assert from_html(html) == "1. ก\n  - ข\n  - ค\n    ต่อ\n2. ง\nจ"


def test_numbered_lists_count_from_their_start_and_in_their_digits() -> None:
    assert (
        from_html('<ol start="4" style="list-style-type: thai"><li>ก<li value=9>ข<li>ค</ol>')
        == "๔. ก\n๙. ข\n๑๐. ค"
    )


def test_an_item_that_brings_its_label_keeps_it() -> None:
    assert from_html("<ol><li>๑) ก</li><li>(๒) ข</li></ol><ul><li>• ค</li></ul>") == "๑) ก\n(๒) ข\n• ค"
    assert (
        from_html('<ul style="list-style-type: none"><li>- ก<br>๒. ข</li><li>ค</li></ul>') == "- ก\n๒. ข\nค"
    )


def test_empty_items_are_left_out() -> None:
    assert from_html("<ul><li></li><li>ก</li></ul><p>ข</p>") == "- ก\nข"


def test_word_list_paragraphs_keep_the_label_word_wrote() -> None:
    html = (
        "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span lang=TH><span style='mso-list:Ignore'>๑.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; "
        "</span></span></span><![endif]><b>จัดทำ</b>คู่มือ<o:p></o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='font-family:Symbol'>"
        "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span></span>เผยแพร่</p>"
        "<p class=MsoNormal>จบ</p>"
    )
    assert from_html(html) == "๑. **จัดทำ**คู่มือ\n  • เผยแพร่\nจบ"


def test_table_rows_are_lines_and_cells_are_set_apart() -> None:
    html = "<table><tr><td><p>ก</p></td><td><p>ข</p></td></tr><tr><th></th><th>ค</th><td>ง</td></tr></table>จ"
    assert from_html(html) == "ก  ข\nค  ง\nจ"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="https://a.go.th/x">https://a.go.th/x</a>', "https://a.go.th/x"),
        ('<a href="https://a.go.th/">a.go.th</a>', "https://a.go.th/"),
        ('ดู<a href="https://a.go.th/x_y"> <u>ที่นี่</u> </a>ได้', "ดู ที่นี่ (https://a.go.th/x_y) ได้"),
        ('<a href="https://a.go.th/ก ข">แผน</a>', "แผน (https://a.go.th/%E0%B8%81%20%E0%B8%82)"),
        ('<a href="https://a.go.th/?a=1&copy=2">แผน</a>', "แผน (https://a.go.th/?a=1&copy=2)"),
        ('<a href="https://a.go.th"><img src=x></a>', "https://a.go.th"),
        ('<a href=" JavaScript:alert(1)">กด</a>', "กด"),
        ('<a href="java\nscript:alert(1)">กด</a>', "กด"),
        ('<a href="#บน">กด</a><a name="x">ข</a>', "กดข"),
        ('<a href="file:///c:/x.doc">กด</a>', "กด"),
        ('<a href="mailto:ita@a.go.th?subject=x">ita@a.go.th</a>', "ita@a.go.th"),
        ('<a href="mailto:ita@a.go.th">ส่ง</a>', "ส่ง (ita@a.go.th)"),
        ('<a href="https://a.go.th">ก<a href="https://b.go.th">ข', "ก (https://a.go.th)ข (https://b.go.th)"),
    ],
)
def test_a_link_shows_its_text_and_its_address_when_they_differ(html: str, text: str) -> None:
    assert from_html(html) == text


def test_what_a_reader_never_sees_is_left_out() -> None:
    html = "<style>p{}</style><!-- ก --><script>if (1<2) alert('x')</script ><?xml x?><!DOCTYPE html>ข<xml></xml>"
    assert from_html(html) == "ข"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<foo>ก</foo> <o:p>ข</o:p>", "ก ข"),
        ("ก < ข > ค", "ก < ข > ค"),
        ("<ชื่อหน่วยงาน>", "<ชื่อหน่วยงาน>"),
        ("x <y and z> w", "x <y and z> w"),
        ("ก<!-- ข", "ก<!-- ข"),
        ("<script>ก", "ก"),
        ("ก <b", "ก <b"),
        ('<p title="a>b">ก', "ก"),
        ("Dos & Don'ts &amp; &lt;b&gt; &#3585; &bogus; AT&T", "Dos & Don'ts & <b> ก &bogus; AT&T"),
        ("m<sup>2</sup> H<sub>2</sub>O", "m2 H2O"),
    ],
)
def test_nothing_visible_is_dropped(html: str, text: str) -> None:
    assert plain(from_html(html)) == text


_leaf = st.text(alphabet="กน้ำ*_\\<>&\"' 1.-)(", max_size=8).map(lambda text: (html_escape(text), text))


def _wrapped(children: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    tags = st.sampled_from(
        ["p", "b", "u", "span", "div", "i", "h3", "td", "tr", "sup", "o:p", "strong", "pre"]
    )
    return st.tuples(tags, st.lists(children, max_size=4)).map(
        lambda made: (
            f"<{made[0]}>" + "".join(html for html, _ in made[1]) + f"</{made[0]}>",
            "".join(text for _, text in made[1]),
        )
    )


@settings(max_examples=400, deadline=None)
@given(st.recursive(_leaf, _wrapped, max_leaves=12))
def test_every_character_of_every_element_is_found_again_in_order(made: tuple[str, str]) -> None:
    html, text = made
    assert "".join(plain(from_html(html)).split()) == "".join(clean(text).split())


_SCRAPS = st.sampled_from(
    [
        *(
            "<",
            ">",
            "<!--",
            "-->",
            "<b>",
            "</b>",
            "<u",
            "<ul>",
            "<li>",
            "</ul>",
            "<a href='https://a.th/_x'>",
            "</a>",
        ),
        *(
            "<p",
            ' style="mso-list:Ignore"',
            "<td>",
            "<tr>",
            "&#x110000;",
            "&#99999999999;",
            "&amp",
            "*",
            "__",
            "\\",
        ),
        *(
            "ก",
            "๑.",
            " ",
            "<script>",
            "</script>",
            "<pre>",
            "\n",
            "\ud800",
            "\x00",
            '"',
            "'",
            "<![CDATA[",
            "<?",
            "<!x",
        ),
        *("</", '<a href="http://[">', "</p>", "-", "•"),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.lists(_SCRAPS, max_size=16).map("".join)))
def test_any_input_gives_clean_text(html: str) -> None:
    text = from_html(html)
    assert clean(text) == text
    assert "" not in text.split("\n") or text == ""


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<",
            "<!--",
            "<![CDATA[",
            "<?",
            "<a ",
            '<a "',
            "<a x='",
            "<a 'x'\" >",
            "<b>",
            "</b>",
            "<ul><li>ก",
            "<td>ก",
            "&",
        ),
        *(
            "&#",
            "<script>",
            "<style>ก</style",
            "<a href=https://a.th>",
            "<p style='font-weight:bold'>",
            "<b>*</b>",
        ),
        *("<li>", "<pre>\n", "<i x", "<tr><td>", "<a href=x"),
    ],
)
def test_hostile_html_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    from_html(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 30, "in quadratic time it would be hours"


def test_endless_numbers_in_references_do_no_harm() -> None:
    assert from_html("ก&#" + "9" * 50_000 + ";ข") == "ก\ufffdข"


def test_items_of_a_converted_list_can_be_counted() -> None:
    assert count_items(from_html("<ol><li>ก<ol><li>ข</ol><li>ค</ol>")) == 2
