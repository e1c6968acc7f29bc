"""The parts of a report that have a form of their own in Word: cover, years, contents, result, signatures.

A drawing of a chart is left out for the numbers it shows, which stand in a table: they can be read aloud, copied and
corrected in Word, and no picture can contradict them.
"""

from __future__ import annotations

from reports.writers.closing import LINE_TO_SIGN
from reports.writers.docx.flow import paragraph
from reports.writers.docx.ink import Ink, Place, twips
from reports.writers.docx.pictures import emblem_picture, qr_picture
from reports.writers.docx.runs import Look, field, link, number_format, run, runs, tab
from reports.writers.docx.tables import table
from reports.writers.docx.tree import Node
from reports.writers.docx.xml import Element
from reports.writers.opening import title_of

INSTRUMENT_MM = 42
STRONG = Look(style="Strong")
INDENTED_FROM = 3
"""Level of heading that stands pushed in in the contents."""


def cover(ink: Ink, node: Node, place: Place) -> list[Element]:
    """Title, who and when: a page of its own, or the head of the first page."""
    whole = not node.has("cover-small")
    small = "" if whole else "Small"
    picture = emblem_picture(ink) if whole else None
    made = [paragraph("ReportEmblem", [picture])] if picture is not None else []
    for each in node.elements():
        if each.has("report-title"):
            made.append(_title(ink, each, before=None if picture is not None or not whole else twips(70)))
        elif each.has("imprint"):
            made += _imprint(ink, each)
        elif each.name == "p":
            name = f"ReportAgency{small}" if each.has("who") else f"ReportCover{small}"
            made.append(paragraph(name, runs(ink, each.children)))
    return made


def _title(ink: Ink, node: Node, *, before: int | None) -> Element:
    """The title in lines; where it has a space between two of them, it stays before the break, to come back."""
    children: list[Element] = []
    title, at = " ".join(title_of(ink.setting).split()), 0
    for line in node.elements("span"):
        children += run("\n") if children else []
        children += runs(ink, line.children)
        at = title.find(line.text, at) + len(line.text)
        children += run(" ") if title[at : at + 1] == " " else []
    return paragraph("Heading1", children, before=before)


def _imprint(ink: Ink, node: Node) -> list[Element]:
    """The QR code of the permanent address above what verifies the version."""
    picture = qr_picture(ink)
    made = [paragraph("ReportCode", [picture])] if picture is not None else []
    facts = node.first("imprint-facts")
    for position, each in enumerate(facts.elements("p") if facts else []):
        written = run(each.text, STRONG) if position == 0 else runs(ink, each.children)
        made.append(paragraph("ReportImprint", written))
    return made


def contents(ink: Ink, node: Node, place: Place) -> list[Element]:
    """The headings with the pages they are on, which Word finds out."""
    shape = number_format(ink.setting.layout.digits)
    made = []
    for each in node.elements():
        if each.has("contents-head"):
            made.append(paragraph("ReportContents", runs(ink, each.children)))
        for row in each.elements("li"):
            (entry,) = row.elements("a")
            anchor = entry.attributes["href"].removeprefix("#")
            page = field(f"PAGEREF {ink.bookmark(anchor)[1]} \\h {shape}", "", stale=True)
            shown = [*runs(ink, entry.children), *tab(), *page]
            style = "ReportContents2" if row.has(f"level-{INDENTED_FROM}") else "ReportContents1"
            made.append(
                paragraph(style, link(ink, f"#{anchor}", shown), tabs=[("right", place.width)], leader="dot")
            )
    return made


def years(ink: Ink, node: Node, place: Place) -> list[Element]:
    """The three years, a line each; the report's own stands out."""
    made = []
    for each in node.elements("li"):
        name, value = each.elements("span", "b")
        written = [*runs(ink, name.children), *tab(), *run(value.text, STRONG)]
        made.append(paragraph("ReportYearMain" if each.has("is-main") else "ReportYear", written))
    return [*made, paragraph("TableGap")] if made else []


def total(ink: Ink, node: Node, place: Place) -> list[Element]:
    """Total and level, the year before, the instruments, and why."""
    words = ink.setting.words
    made: list[Element] = []
    for each in node.elements():
        if each.has("total-score"):
            made += _total_score(ink, each, words.total)
    drawn = node.first("bars")
    made += bars(ink, drawn, place) if drawn is not None else []
    for each in node.elements():
        if each.has("why"):
            made += [paragraph("ReportReason", runs(ink, line.children)) for line in each.elements("p")]
    return made


def _total_score(ink: Ink, node: Node, name: str) -> list[Element]:
    figure = next(iter(node.elements("b")), None)
    (beside,) = node.elements("div")
    written = [*run(f"{name} "), *run(figure.text, STRONG)] if figure is not None else []
    said = [each for each in beside.children if not (isinstance(each, Node) and each.is_block)]
    written += [*run("  " if written else ""), *runs(ink, said)]
    made = [paragraph("ReportTotal", written)] if written else []
    return made + [paragraph("ReportLastYear", runs(ink, each.children)) for each in beside.elements("div")]


def bars(ink: Ink, node: Node, place: Place) -> list[Element]:
    """The scores of the instruments as a table with their numbers."""
    shown = [each.elements() for each in node.walk() if each.has("bar-head")]
    head = Node("tr", {}, [Node("th", {}, [name.text]) for name, _ in shown])
    scores = Node("tr", {}, [Node("td", {"class": "c"}, [score.text]) for _, score in shown])
    made = Node(
        "table", {"class": "tbl instruments"}, [Node("thead", {}, [head]), Node("tbody", {}, [scores])]
    )
    return table(ink, made, Place(min(place.width, len(shown) * twips(INSTRUMENT_MM)), place.style))


def figure(ink: Ink, node: Node, place: Place) -> list[Element]:
    """A chart is the table of its numbers."""
    return [made for each in node.elements("table") for made in table(ink, each, place)]


def signatures(ink: Ink, node: Node, place: Place) -> list[Element]:
    """Each signature in the right half, all its lines on one page."""
    made = []
    for each in node.elements():
        lines = each.elements("p")
        for position, line in enumerate(lines):
            last = position == len(lines) - 1
            made.append(
                paragraph(
                    _signature_style(line, last=last),
                    runs(ink, line.children),
                    left=round(place.width * 0.45),
                    keep_next=not last,
                )
            )
    return made


def _signature_style(line: Node, *, last: bool) -> str:
    """A line on which somebody will write the day is a form; a day that is known is text."""
    if not last:
        return "ReportSignature"
    return "ReportSignatureDay" if LINE_TO_SIGN[:9] in line.text else "ReportSignatureEnd"


def opening_line(ink: Ink, node: Node, place: Place) -> list[Element]:
    """The first sentence of a report, which begins further in."""
    return [paragraph("ReportOpening", runs(ink, node.children))]
