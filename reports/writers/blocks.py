"""Running text as HTML: headings, paragraphs and tables that are no table of the report."""

from __future__ import annotations

from collections.abc import Iterable

from reports.document import Block
from reports.writers.cells import cell, inline
from reports.writers.markup import Markup, element, fragment
from reports.writers.setting import Setting


def running_text(setting: Setting, blocks: Iterable[Block], name: str) -> Markup:
    """The blocks in their order; `name` makes the anchors of their headings unique."""
    return fragment(_block(setting, block, f"{name}-{n}") for n, block in enumerate(blocks, start=1))


def says_something(blocks: Iterable[Block]) -> bool:
    return any(block.text.strip() or block.rows for block in blocks)


def _block(setting: Setting, block: Block, name: str) -> Markup | None:
    if block.kind == "table":
        return _table(block)
    if not block.text.strip():
        return None
    if block.kind == "heading":
        level = min(max(block.level, 2), 4)
        return setting.heading(level, inline(block.text), name=name, listed=level == 2)
    return element("div", cell(block.text), class_="prose")


def _table(block: Block) -> Markup | None:
    if not block.rows:
        return None
    width = max(len(row) for row in block.rows)
    header = min(block.header_rows, len(block.rows))
    head = [_row(row, width, "th") for row in block.rows[:header]]
    body = [_row(row, width, "td") for row in block.rows[header:]]
    return element(
        "table",
        element("thead", head) if head else None,
        element("tbody", body) if body else None,
        class_="tbl loose",
    )


def _row(row: tuple[str, ...], width: int, name: str) -> Markup:
    cells = (*row, *("" for _ in range(width - len(row))))
    scope = "col" if name == "th" else None
    return element("tr", (element(name, cell(each), scope=scope) for each in cells))
