"""Word: the report as .docx, for those who must hand in a Word file or work on in one.

What stands where and in which words is decided once, by the writer of the page (`reports.writers.body`); here that
page becomes paragraphs and tables of Word, part by part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reports.document import Document
from reports.layouts import Layout
from reports.writers.body import body as page_body
from reports.writers.docx import flow, parts, properties
from reports.writers.docx.ink import Handler, Ink
from reports.writers.docx.memory import remember
from reports.writers.docx.package import Package
from reports.writers.docx.pages import body, parts_of
from reports.writers.docx.styles import styles
from reports.writers.docx.tables import table
from reports.writers.docx.tree import tree_of
from reports.writers.docx.xml import serialized, w
from reports.writers.html import page_title
from reports.writers.imprint import Imprint
from reports.writers.limits import check_size
from reports.writers.pictures import data_addresses
from reports.writers.setting import Setting

__all__ = ["write_docx"]

HANDLERS: Final[Mapping[str, Handler]] = {
    # by class
    "cover": parts.cover,
    "contents": parts.contents,
    "years": parts.years,
    "total": parts.total,
    "trend": parts.figure,
    "opening-line": parts.opening_line,
    "one": flow.one_of_several,
    "numbered": flow.numbered,
    "guest-label": flow.guest_label,
    "signatures": parts.signatures,
    # by element
    **{f"h{level}": flow.heading for level in range(1, 7)},
    **dict.fromkeys(("article", "div", "section"), flow.content),
    **dict.fromkeys(("ol", "ul"), flow.items),
    "p": flow.text_paragraph,
    "table": table,
}
"""What becomes of the parts of the page. One that is not known here is an error, so that none is lost."""


def write_docx(
    document: Document,
    *,
    imprint: Imprint | None = None,
    layout: Layout | None = None,
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """The report as a Word file, the same bytes for the same arguments. Raises TooLarge before it begins."""
    check_size(document)
    setting = Setting.of(document, layout, medium="paper", imprint=imprint, images=data_addresses(images))
    article = tree_of(page_body(setting))
    package = Package()
    ink = Ink(setting, package, HANDLERS, images or {})
    package.add("styles.xml", "styles", serialized(styles(ink)))
    package.add("settings.xml", "settings", serialized(properties.settings()))
    written = w("document", body(ink, parts_of(ink, article)))
    remember(package, document, layout)
    return package.written(
        serialized(written), properties.core(setting, page_title(setting)), properties.application()
    )
