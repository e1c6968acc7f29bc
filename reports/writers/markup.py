"""HTML as strings that know whether they are safe: every text is escaped unless this module made it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "col", "img", "link", "meta"})
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))


class Markup(str):
    """HTML that is safe to put into a page as it stands."""

    __slots__ = ()


Child = str | Iterable["Child"] | None
Attribute = str | int | bool | None


def fragment(*children: Child) -> Markup:
    """Children side by side; plain strings are escaped, None is nothing, iterables are taken apart."""
    return Markup("".join(_pieces(children)))


def element(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """One element. `class_` is `class`, other underscores are hyphens; None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{''.join(_pieces(children))}</{name}>")


def text(value: str) -> Markup:
    """A plain text, escaped, without the control characters that no page may hold."""
    return Markup(escape(value.translate(_CONTROLS), quote=False))


def _pieces(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield text(child)
        else:
            yield from _pieces(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escape(str(value).translate(_CONTROLS))}"'
