"""The written page as a tree: what the Word writer walks, so that both say the same in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reports.writers.markup import VOID, Markup

BLOCKS = frozenset(
    {"article", "div", "dl", "figure", "header", "nav", "ol", "p", "section", "table", "ul"}
    | {f"h{level}" for level in range(1, 7)}
)


@dataclass(slots=True)
class Node:
    """An element of the page; its children are elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def has(self, class_name: str) -> bool:
        return class_name in self.classes

    @property
    def is_block(self) -> bool:
        return self.name in BLOCKS

    def elements(self, *names: str) -> list[Node]:
        """Its children that are elements, or those of these names."""
        return [
            each for each in self.children if isinstance(each, Node) and (not names or each.name in names)
        ]

    def walk(self) -> Iterator[Node]:
        """The node and everything in it."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def first(self, class_name: str) -> Node | None:
        """The first element within it that has this class."""
        return next((each for each in self.walk() if each.has(class_name)), None)

    @property
    def text(self) -> str:
        """All its text, as one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.name != "svg":
                yield from child._texts()


def tree_of(markup: Markup) -> Node:
    """The one element that a piece of the portal's own markup is."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    (root,) = builder.open[0].elements()
    return root


class _Builder(HTMLParser):
    """Our own markup closes everything that it opens, so a stack is enough."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].name != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].name}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
