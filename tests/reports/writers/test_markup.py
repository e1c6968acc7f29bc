"""Nothing gets into a page unescaped."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reports.writers.markup import element, fragment, text


@given(st.text(max_size=60))
def test_any_text_in_an_element_or_attribute_comes_back_as_itself(value):
    written = element("p", value, title=value)
    parsed = html.fragment_fromstring(written)
    visible = "".join(
        character
        for character in value
        if character in "\t\n\r" or not (ord(character) < 32 or 127 <= ord(character) < 160)
    )
    assert parsed.tag == "p"
    assert len(parsed) == 0
    assert (parsed.text or "").replace("\r\n", "\n").replace("\r", "\n") == visible.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")


def test_markup_is_not_escaped_twice_and_plain_text_always_is():
    assert fragment(element("b", "<"), "<i>", None, ["&", [text("<")]]) == "<b>&lt;</b>&lt;i&gt;&amp;&lt;"


def test_attributes_that_are_false_or_none_are_left_out():
    assert element("td", class_=None, hidden=False, data_label='a"b', required=True) == (
        '<td data-label="a&quot;b" required></td>'
    )
