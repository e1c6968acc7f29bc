"""Names of WordprocessingML, and looking at the children of an element by them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """The local name: `p`, `tbl`, `AlternateContent`."""
    return str(element.tag)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, or its child, and so on."""
    for name in path:
        if element is None:
            return None
        element = element.find(name)
    return element


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute of the main namespace, also of a file saved as "strict"."""
    if element is None:
        return None
    found = element.get(_MAIN + name)
    return found if found is not None else element.get(_STRICT + name)


def value(element: Element | None, *path: str) -> str | None:
    """The attribute `val` of a child."""
    return attribute(child(element, *path), "val")


def number(written: str | None, otherwise: int = 0) -> int:
    """A whole number of a file; anything else is `otherwise`."""
    try:
        return max(min(int(float(written or "")), 1_000_000), -1_000_000)
    except (ValueError, OverflowError):
        return otherwise


def is_on(element: Element | None, name: str) -> bool:
    """Whether a property that can be switched is there and on."""
    found = child(element, name)
    return found is not None and (attribute(found, "val") or "1").lower() not in _OFF


def relation(element: Element) -> str:
    return next((element.get(name, "") for name in _RELATION if element.get(name)), "")
