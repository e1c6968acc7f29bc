"""A new line at the end of a cell text, labelled as its list goes on: ๑. ๒. → ๓.  (1) (2) → (3)  ก. ข. → ค."""

from __future__ import annotations

import re

from ita_portal.thai.celltext import parse
from ita_portal.thai.digits import THAI_DIGITS, in_digits, to_arabic

_LAST_NUMBER = re.compile(r"[0-9๐-๙]+(?=[^0-9๐-๙]*$)")
_THAI_LETTERS = "กขคงจฉชซฌญฐฑฒณด"
"""Letters as lists count with them: ฃ and ฅ are out of use, ฆ ฎ ฏ are left out by custom."""
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_line(text: str, line: str) -> str:
    """The text with a line after it: the next item when the text is a list, else a paragraph."""
    return f"{text}\n{next_label(text)}{line}" if text.strip() else line


def next_label(text: str) -> str:
    """Indentation, label and gap of the item that would follow the last outermost one; "" where nothing is listed."""
    items = [block for block in parse(text) if block.kind == "item"]
    if not items:
        return ""
    outermost = min(block.indent for block in items) + 1
    last = [block for block in items if block.indent <= outermost][-1]
    return f"{' ' * last.indent}{_after(last.label)}{last.gap or ' '}"


def _after(label: str) -> str:
    if number := _LAST_NUMBER.search(label):
        following = str(int(to_arabic(number[0])) + 1)
        thai = number[0][0] in THAI_DIGITS
        return (
            label[: number.start()]
            + in_digits(following, "thai" if thai else "arabic")
            + label[number.end() :]
        )
    for letters in (_THAI_LETTERS, _LATIN_LETTERS, _LATIN_LETTERS.upper()):
        letter = next((each for each in label if each in letters), "")
        if letter and letter != letters[-1]:
            return label.replace(letter, letters[letters.index(letter) + 1])
    return label
