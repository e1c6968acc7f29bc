"""The pages of a Word file: upright and wide ones, what stands at their head and foot, and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.writers.docx.flow import paragraph
from reports.writers.docx.ink import Ink, Place, twips
from reports.writers.docx.runs import Look, number_format, run, tab
from reports.writers.docx.runs import field as computed
from reports.writers.docx.tree import Node
from reports.writers.docx.xml import Element, find, is_paragraph, qualified, serialized, w

LONG, SHORT = 297, 210
"""Millimetres of the sides of A4."""


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: margins in millimetres (top, right, bottom, left), whether it lies on its side."""

    name: str
    margins: tuple[int, int, int, int]
    wide: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return (LONG, SHORT) if self.wide else (SHORT, LONG)

    @property
    def room(self) -> int:
        """Twips between the margins."""
        return twips(self.size[0] - self.margins[1] - self.margins[3])


COVER = Page("cover", (30, 25, 25, 25))
TEXT = Page("text", (27, 20, 22, 30))


def table_page(ink: Ink) -> Page:
    """The page of the tables of measures."""
    return Page("tables", (24, 18, 19, 18), wide=ink.setting.layout.orientation == "landscape")


@dataclass
class Part:
    """What is written on pages of one kind, before another kind begins."""

    page: Page
    content: list[Element] = field(default_factory=list)
    ends_page: bool = False


def parts_of(ink: Ink, article: Node) -> list[Part]:
    """The report divided where the kind of page changes, and after cover and contents."""
    made: list[Part] = []
    tables = table_page(ink)
    nodes = article.elements()
    for position, node in enumerate(nodes):
        page, ends = TEXT, False
        if node.name == "header":
            whole = not node.has("cover-small")
            following = nodes[position + 1] if position + 1 < len(nodes) else None
            page, ends = (COVER, True) if whole else (_page_of(following, tables), False)
        elif node.name == "nav":
            ends = True
        else:
            page = _page_of(node, tables)
        content = ink.handler(node)(ink, node, Place(page.room))
        if not content:
            continue
        if not made or made[-1].page != page or made[-1].ends_page:
            made.append(Part(page))
        made[-1].content += content
        made[-1].ends_page = ends
    return made


def _page_of(node: Node | None, tables: Page) -> Page:
    return tables if node is not None and node.has("wide") else TEXT


def body(ink: Ink, parts: Sequence[Part]) -> Element:
    """The body of the document: every part but the last ends with the properties of its pages."""
    made = w("body")
    for position, part in enumerate(parts):
        properties = _section(ink, part.page)
        content = part.content
        if position == len(parts) - 1:
            made.extend([*content, properties])
            continue
        if not is_paragraph(content[-1]):
            content = [*content, paragraph("TableGap")]
        last = find(content[-1], "pPr")
        assert last is not None, "every paragraph has its style"
        last.append(properties)
        made.extend(content)
    return made


def _section(ink: Ink, page: Page) -> Element:
    width, height = page.size
    top, right, bottom, left = page.margins
    return w(
        "sectPr",
        _reference(ink, "header", page, _head(ink, page)),
        _reference(ink, "footer", page, _foot(ink, page)),
        w("type", val="nextPage"),
        w("pgSz", w=twips(width), h=twips(height), orient="landscape" if page.wide else None),
        w(
            "pgMar",
            top=twips(top), right=twips(right), bottom=twips(bottom), left=twips(left),
            header=twips(12), footer=twips(10), gutter=0,
        ),
    )  # fmt: skip


def _reference(ink: Ink, kind: str, page: Page, content: Element) -> Element:
    root = w("hdr" if kind == "header" else "ftr", content)
    number = ink.package.add(f"{kind}-{page.name}.xml", kind, serialized(root))
    made = w(f"{kind}Reference", type="default")
    made.set(qualified("r:id"), number)
    return made


def _stops(page: Page) -> list[tuple[str, int]]:
    return [("center", page.room // 2), ("right", page.room)]


def _head(ink: Ink, page: Page) -> Element:
    """Whose report it is, and that it is a draft while it is one."""
    setting = ink.setting
    draft = setting.words.draft if setting.imprint is None else ""
    agency = "" if page == COVER else setting.agency
    written = [*run(agency), *tab(), *tab(), *run(draft)] if agency or draft else []
    made = paragraph("Header", written, tabs=_stops(page))
    if page != COVER:
        _ruled(made, "bottom")
    return made


def _foot(ink: Ink, page: Page) -> Element:
    """Address, page of pages, version and hash."""
    setting, words, imprint = ink.setting, ink.setting.words, ink.setting.imprint
    if page == COVER:
        return paragraph("Footer")
    shape = number_format(setting.layout.digits)
    small = Look(size=ink.half_points(0.62))
    number = [
        *run(words.page),
        *computed(f"PAGE {shape}", setting.digits(1)),
        *run(words.of_pages),
        *computed(f"NUMPAGES {shape}", setting.digits(1)),
    ]
    version = ""
    if imprint is not None:
        version = f"{words.version.format(setting.digits(imprint.version))}  SHA-256 {imprint.sha256[:16]}"
    address = run(imprint.url, small) if imprint else []
    return paragraph("Footer", [*address, *tab(), *number, *tab(), *run(version, small)], tabs=_stops(page))


def _ruled(made: Element, side: str) -> None:
    """A fine line below the head, in its place in the schema: after the style."""
    properties = find(made, "pPr")
    assert properties is not None
    properties.insert(1, w("pBdr", w(side, val="single", sz=4, space=3, color="A9B8BC")))
