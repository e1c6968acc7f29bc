"""The memo as a PDF: the same form on A4, laid out like a report, with the same fonts and tags.

The garuda (ตราครุฑ) is not drawn: a space of its official height, 1.5 cm, is left at the top for the agency's own.
"""

from __future__ import annotations

import re

from reports.document import Document, Signature
from reports.memo.contents import BLANK, Memo, Opinion, memo_of, thai_number
from reports.writers.limits import check_size
from reports.writers.markup import Child, Markup, element, fragment
from reports.writers.pdf import PdfResult, lay_out

TITLE = "บันทึกข้อความ"
BOX = "\u00a0" * 4
"""Room for a tick."""
STYLE = """
:root { font-size: 16pt; }
@page { margin: 15mm 20mm 15mm 30mm; padding-top: 0; border-top: 0; }
.memo .emblem-space { height: 15mm; }
.memo h1 { font-size: 29pt; text-align: center; margin-bottom: 2mm; }
.memo .line { margin-bottom: 1mm; }
.memo .line b { font-size: 20pt; }
.memo .two { display: flex; }
.memo .two > * { width: 50%; }
.memo .to { margin: 1mm 0 2mm; }
.memo h2 { margin: 2mm 0 0; text-indent: 25mm; }
.memo .said { text-indent: 25mm; }
.memo .keep { white-space: nowrap; }
.memo .signature { width: 80mm; margin: 5mm 0 0 auto; text-align: center; break-inside: avoid; }
.memo .signature p { margin: 0; }
.memo .opinions { display: flex; margin-top: 4mm; break-inside: avoid; }
.memo .opinions > div { width: 50%; padding-right: 4mm; }
.memo .opinions h2 { text-indent: 0; }
.memo .opinions .signature { width: auto; }
"""


def write_memo_pdf(document: Document, department: str = "") -> PdfResult:
    """The memo of a report as PDF, the same bytes for the same arguments. Raises TooLarge."""
    check_size(document)
    return lay_out(memo_html(document, department))


def memo_html(document: Document, department: str = "") -> str:
    """The page that is laid out."""
    memo = memo_of(document, department)
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("title", f"{TITLE} {memo.subject}"),
            element("meta", name="author", content=memo.agency) if memo.agency else None,
            element("style", Markup(STYLE)),
        ),
        element("body", element("article", _content(memo), class_="report memo")),
        lang="th",
    )
    return f"<!doctype html>\n{page}\n"


def _content(memo: Memo) -> Markup:
    return fragment(
        element("div", class_="emblem-space"),
        element("h1", TITLE),
        _line("ส่วนราชการ", memo.agency),
        element("div", _line("ที่", memo.number or BLANK), _line("วันที่", memo.day or BLANK), class_="two"),
        _line("เรื่อง", memo.subject),
        element("p", element("b", "เรียน"), f" {memo.to}", class_="to"),
        (_part(number, part.heading, part.paragraphs) for number, part in enumerate(memo.parts, start=1)),
        element("p", memo.closing, class_="said to"),
        _signature(memo.proposer),
        element("div", (_opinion(each) for each in memo.opinions), class_="opinions"),
    )


def _line(label: str, value: Child) -> Markup:
    return element("p", element("b", label), " ", value, class_="line")


def _part(number: int, heading: str, paragraphs: tuple[str, ...]) -> Markup:
    label = thai_number(number)
    several = len(paragraphs) > 1
    texts = (
        element("p", _kept(f"{label}.{thai_number(place)} {each}" if several else each), class_="said")
        for place, each in enumerate(paragraphs, start=1)
    )
    return fragment(element("h2", f"{label}. {heading}"), texts)


def _kept(text: str) -> list[Child]:
    """A number stays with its unit: Pango breaks Thai after a space that must not be broken."""
    parts = re.split(r"(\S+\u00a0\S+)", text)
    return [element("span", each, class_="keep") if place % 2 else each for place, each in enumerate(parts)]


def _opinion(opinion: Opinion) -> Markup:
    choices = (element("p", f"({BOX}) {each}") for each in opinion.choices)
    return element("div", element("h2", opinion.heading), choices, _signature(opinion.signature))


def _signature(signature: Signature) -> Markup:
    return element(
        "div",
        element("p", f"ลงชื่อ {BLANK}"),
        element("p", f"({signature.name or BLANK})"),
        element("p", signature.position) if signature.position else None,
        element("p", f"รักษาราชการแทน {signature.acting_for}") if signature.acting_for else None,
        class_="signature",
    )
