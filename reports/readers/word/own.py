"""What the portal itself wrote into a Word file that comes back: left out, because it is written anew."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from xml.etree.ElementTree import Element

from ita_portal.thai.dates import parse_date
from reports.readers.word.names import attribute, child, name_of, value
from reports.word_marks import (
    ASIDE,
    CHANGING_PARAGRAPHS,
    COVER_PARAGRAPHS,
    OWN_BOOKMARK,
    OWN_PARAGRAPHS,
    OWN_TABLE,
    TITLE_PARAGRAPH,
)

_REGISTERED = re.compile(r"(?:ที่ (?P<number>.+?))?(?:(?:^| )ลงวันที่ (?P<day>.+))?")


def is_own_block(element: Element) -> bool:
    """Whether a paragraph or table only repeats what the data say (contents, years, evidence …)."""
    if name_of(element) == "tbl":
        return value(child(element, "tblPr"), "tblStyle") == OWN_TABLE
    if value(child(element, "pPr"), "pStyle") in OWN_PARAGRAPHS:
        return True
    return any(
        name_of(each) == "bookmarkStart" and (attribute(each, "name") or "").startswith(OWN_BOOKMARK)
        for each in element
    )


def own_texts(document: Element) -> Counter[str]:
    """The own paragraphs and rows that tell of the report, without white space: not its contents, nor its version."""
    blocks = [
        each
        for each in document.iter("p")
        if is_own_block(each) and value(child(each, "pPr"), "pStyle") not in CHANGING_PARAGRAPHS
    ]
    for table in document.iter("tbl"):
        if value(child(table, "tblPr"), "tblStyle") == OWN_TABLE:
            blocks += table.iter("tr")
    texts = ("".join(text.text or "" for text in each.iter("t")) for each in blocks)
    return Counter("".join(text.split()) for text in texts)


def cover_lines(document: Element) -> frozenset[str]:
    """What the cover says, without white space: title, whose report it is, for which time. Nothing of other files."""
    styled = [(value(child(each, "pPr"), "pStyle"), each) for each in document.iter("p")]
    if not any(style in COVER_PARAGRAPHS for style, _ in styled):
        return frozenset()
    texts = (
        "".join(text.text or "" for text in each.iter("t"))
        for style, each in styled
        if style in COVER_PARAGRAPHS or style == TITLE_PARAGRAPH
    )
    return frozenset("".join(text.split()) for text in texts)


def registered(document: Element) -> tuple[str, date | None]:
    """The number and day under which the agency keeps the document, as the cover says them."""
    for each in document.iter("p"):
        if value(child(each, "pPr"), "pStyle") not in COVER_PARAGRAPHS:
            continue
        text = " ".join("".join(part.text or "" for part in each.iter("t")).split())
        if text and (match := _REGISTERED.fullmatch(text)):
            return match["number"] or "", parse_date(match["day"]) if match["day"] else None
    return "", None


def own_title(document: Element) -> str:
    """The title of the portal's own file, in one line; "" when it does not tell where its spaces are."""
    for each in document.iter("p"):
        if value(child(each, "pPr"), "pStyle") != TITLE_PARAGRAPH:
            continue
        pieces = [
            part.text or "" if part.tag == "t" else "\n" for part in each.iter() if part.tag in ("t", "br")
        ]
        text = "".join(pieces)
        return " ".join(text.replace("\n", "").split()) if " \n" in text else ""
    return ""


def is_aside(properties: Element | None) -> bool:
    """Whether a run is a word of the form within the text of a cell."""
    return value(properties, "rStyle") == ASIDE
