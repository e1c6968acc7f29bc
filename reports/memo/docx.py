"""The memo as a Word file on one page of the official form, to be worked on, numbered and signed.

The garuda (ตราครุฑ) is not drawn: a space of its official height, 1.5 cm, is left at the top for the agency's own.
"""

from __future__ import annotations

from reports.document import Document, Signature
from reports.memo.contents import BLANK, Memo, Opinion, memo_of, thai_number
from reports.writers.docx import properties
from reports.writers.docx.flow import paragraph
from reports.writers.docx.ink import Ink, twips
from reports.writers.docx.package import Package
from reports.writers.docx.runs import PLAIN, Look, run, tab
from reports.writers.docx.styles import styles
from reports.writers.docx.xml import Element, serialized, w
from reports.writers.setting import Setting

EMBLEM_MM = 15
MARGINS = {"top": 15, "right": 20, "bottom": 15, "left": 30}
WIDTH_MM = 210 - MARGINS["left"] - MARGINS["right"]
FIRST_LINE_MM = 25
"""The form's own: text begins 2.5 cm in."""
TITLE, LABEL, BOLD = Look(bold=True, size=58), Look(bold=True, size=40), Look(bold=True)
"""29 point for the name of the form and 20 for its heads, whatever the size of the report."""


def write_memo_docx(document: Document, department: str = "") -> bytes:
    """The memo of a report as a Word file, the same bytes for the same arguments."""
    memo = memo_of(document, department)
    package = Package()
    ink = Ink(Setting.of(document, medium="paper"), package, {})
    package.add("styles.xml", "styles", serialized(styles(ink)))
    package.add("settings.xml", "settings", serialized(properties.settings()))
    written = w("document", w("body", _content(memo), _page()))
    return package.written(
        serialized(written),
        properties.core(ink.setting, f"บันทึกข้อความ {memo.subject}"),
        properties.application(),
    )


def _content(memo: Memo) -> list[Element]:
    half = twips(WIDTH_MM / 2)
    made = [
        paragraph("ReportCoverSmall", run("บันทึกข้อความ", TITLE), before=twips(EMBLEM_MM)),
        _headline("ส่วนราชการ", memo.agency),
        paragraph(
            "ReportText",
            [
                *run("ที่ ", LABEL),
                *run(memo.number or BLANK),
                *tab(),
                *run("วันที่ ", LABEL),
                *run(memo.day or BLANK),
            ],
            tabs=[("left", half)],
        ),
        _headline("เรื่อง", memo.subject),
        _headline("เรียน", memo.to, look=BOLD),
    ]
    for number, part in enumerate(memo.parts, start=1):
        made.append(_indented(f"{thai_number(number)}. {part.heading}", BOLD, before=6))
        several = len(part.paragraphs) > 1
        for place, each in enumerate(part.paragraphs, start=1):
            made.append(_indented(f"{thai_number(number)}.{thai_number(place)} {each}" if several else each))
    made.append(_indented(memo.closing, before=6))
    made += _signature(memo.proposer, left=half)
    return [*made, paragraph("TableGap"), _side_by_side(memo), paragraph("TableGap")]


def _side_by_side(memo: Memo) -> Element:
    """What the clerk and the head decide, beside each other, so that a short memo stays on one page."""
    width = twips(WIDTH_MM / len(memo.opinions))
    return w(
        "tbl",
        w("tblPr", w("tblW", w=width * len(memo.opinions), type="dxa"), w("tblLayout", type="fixed")),
        w("tblGrid", (w("gridCol", w=width) for _each in memo.opinions)),
        w(
            "tr",
            w("trPr", w("cantSplit")),
            (w("tc", w("tcPr", w("tcW", w=width, type="dxa")), _opinion(each)) for each in memo.opinions),
        ),
    )


def _opinion(opinion: Opinion) -> list[Element]:
    return [
        paragraph("ReportText", run(opinion.heading, BOLD)),
        *(paragraph("ReportText", run(f"(    ) {each}")) for each in opinion.choices),
        *_signature(opinion.signature, left=0),
    ]


def _headline(label: str, value: str, look: Look = LABEL) -> Element:
    return paragraph("ReportText", [*run(f"{label}  ", look), *run(value)])


def _indented(value: str, look: Look = PLAIN, *, before: int = 0) -> Element:
    """Paragraphs without room between them: the form has one page."""
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val="ReportText"),
            w("spacing", before=before * 20, after=0),
            w("ind", firstLine=twips(FIRST_LINE_MM)),
        ),
        run(value, look),
    )


def _signature(signature: Signature, *, left: int) -> list[Element]:
    lines = [f"ลงชื่อ {BLANK}", f"({signature.name or BLANK})", signature.position]
    if signature.acting_for:
        lines.append(f"รักษาราชการแทน {signature.acting_for}")
    return [
        paragraph(
            "ReportSignature", run(line), left=left, before=twips(6) if not place else None,
            keep_next=place < len(lines) - 1,
        )
        for place, line in enumerate(lines)
        if line
    ]  # fmt: skip


def _page() -> Element:
    margins = {name: twips(value) for name, value in MARGINS.items()}
    return w(
        "sectPr",
        w("pgSz", w=twips(210), h=twips(297)),
        w("pgMar", **margins, header=twips(10), footer=twips(10), gutter=0),
    )
