"""WordprocessingML elements, written with short names: `w("p", w("r", …), val="1")`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

Element = ElementTree.Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
for _prefix, _address in NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _address)

_W = f"{{{NAMESPACES['w']}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML cannot hold, and the controls that no report holds.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Child = Element | Iterable[Element] | None


def w(tag: str, /, *children: Child, **attributes: object) -> Element:
    """An element of the main namespace; a trailing underscore of an attribute's name is dropped, None leaves out."""
    made = Element(
        _W + tag,
        {
            _W + key.rstrip("_"): writable(str(value))
            for key, value in attributes.items()
            if value is not None
        },
    )
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None:
            made.extend(child)
    return made


def named(name: str, /, *children: Child, **attributes: object) -> Element:
    """An element of another namespace (`wp:inline`), its attributes without one."""
    made = Element(qualified(name), {key: writable(str(value)) for key, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None:
            made.extend(child)
    return made


def text(tag: str, value: str) -> Element:
    """An element that holds a text with every space it has."""
    made = w(tag)
    made.text = writable(value)
    made.set(_XML_SPACE, "preserve")
    return made


def qualified(name: str) -> str:
    """`r:id` as ElementTree wants it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def find(element: Element, tag: str) -> Element | None:
    """The child with this tag of the main namespace."""
    return element.find(_W + tag)


def is_paragraph(element: Element) -> bool:
    return element.tag == f"{_W}p"


def writable(value: str) -> str:
    """A text without the characters that an XML file cannot hold."""
    return IMPOSSIBLE.sub("", value)


def serialized(root: Element) -> bytes:
    """A part of the package."""
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data
