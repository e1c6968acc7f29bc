"""What the portal itself wrote into a Word file that comes back: left out, because it is written anew."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from reports.readers.word.names import attribute, child, name_of, value
from reports.word_marks import ASIDE, OWN_BOOKMARK, OWN_PARAGRAPHS, OWN_TABLE


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


def is_aside(properties: Element | None) -> bool:
    """Whether a run is a word of the form within the text of a cell."""
    return value(properties, "rStyle") == ASIDE
