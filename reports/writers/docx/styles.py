"""The styles of a Word file: every name an officer meets in the list of styles, and how it looks.

Thai type has its own size and weight in Word (`szCs`, `bCs`), so each is set beside the one for Latin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.word_marks import ASIDE, OWN_TABLE
from reports.writers.docx.ink import ACCENT, INK, SOFT, Ink, twips
from reports.writers.docx.runs import fonts, language, sized
from reports.writers.docx.tables import PADDING
from reports.writers.docx.xml import Element, w

RULE = "5C6D73"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `size` is relative to the report's type; spaces are in millimetres."""

    id: str
    name: str
    size: float = 1
    bold: bool = False
    colour: str = INK
    align: str = ""
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    keep_next: bool = False
    outline: int | None = None
    based_on: str = "Normal"
    ground: str = ""
    tab: float = 0
    exact: int = 0


STYLES = (
    Style("Heading1", "heading 1", 1.65, bold=True, align="center", outline=0),
    Style("Heading2", "heading 2", 1.2, bold=True, before=3, after=1.5, keep_next=True, outline=1),
    Style("Heading3", "heading 3", 1.08, bold=True, before=2.5, after=1, keep_next=True, outline=2),
    Style("Heading4", "heading 4", 1, bold=True, before=2, after=0.5, keep_next=True, outline=3),
    Style("Heading5", "heading 5", 1, bold=True, before=2, keep_next=True, outline=4),
    Style("Heading6", "heading 6", 1, bold=True, before=2, keep_next=True, outline=5),
    Style("ReportEmblem", "Report Emblem", align="center", before=22, after=12),
    Style("ReportAgency", "Report Agency", 1.5, bold=True, align="center", before=16),
    Style("ReportCover", "Report Cover", 1.25, align="center", before=1.5),
    Style("ReportAgencySmall", "Report Agency Small", 1.15, bold=True, align="center", before=2),
    Style("ReportCoverSmall", "Report Cover Small", align="center"),
    Style("ReportCode", "Report Code", align="center", before=20, after=2, keep_next=True),
    Style("ReportImprint", "Report Imprint", 0.82, colour=SOFT, align="center"),
    Style("ReportContents", "Report Contents", 1.2, bold=True, align="center", after=4, keep_next=True),
    Style("ReportContents1", "Report Contents 1", after=1),
    Style("ReportContents2", "Report Contents 2", after=1, left=8),
    Style("ReportYear", "Report Year", 0.9, colour=SOFT, left=3, tab=75),
    Style("ReportYearMain", "Report Year Main", 0.9, colour=ACCENT, left=3, tab=75, ground="E7F2F3"),
    Style("ReportText", "Report Text", after=1),
    Style("ReportOpening", "Report Opening", after=2.5, first_line=12),
    Style("ReportTotal", "Report Total", 1.5, colour=ACCENT, keep_next=True),
    Style("ReportLastYear", "Report Last Year", after=1, keep_next=True),
    Style("ReportReason", "Report Reason", left=3, colour=SOFT, after=1),
    Style("TableText", "Report Table"),
    Style(
        "TableHead", "Report Table Heading", bold=True, align="center", keep_next=True, based_on="TableText"
    ),
    Style("TableHeadSmall", "Report Table Heading Small", 0.9, bold=True, align="center", keep_next=True),
    Style("TableStrong", "Report Table Strong", bold=True, based_on="TableText"),
    Style(
        "GuestLabel", "Report Label", bold=True, colour=SOFT, before=1, keep_next=True, based_on="TableText"
    ),
    Style("TableGap", "Report Gap", 0.4, exact=120),
    Style("ReportSignature", "Report Signature", align="center"),
    Style("ReportSignatureDay", "Report Signature Day", align="center", after=8),
    Style("ReportSignatureEnd", "Report Signature End", align="center", after=8),
    Style("Header", "header", 0.8, colour=SOFT),
    Style("Footer", "footer", 0.8, colour=SOFT),
)
SMALL_COVER = 1.35


def styles(ink: Ink) -> Element:
    """All styles for a report of this size and language."""
    whole = ink.setting.layout.prints("cover")
    shown = (
        replace(each, size=SMALL_COVER) if each.id == "Heading1" and not whole else each for each in STYLES
    )
    return w(
        "styles",
        w(
            "docDefaults",
            w("rPrDefault", w("rPr", fonts(), w("color", val=INK), sized(ink.half_points(1)), language())),
            w("pPrDefault", w("pPr", w("widowControl"), w("spacing", before=0, after=0, line=240, lineRule="auto"))),
        ),
        w(
            "style",
            w("name", val="Normal"),
            w("qFormat"),
            w("rPr", fonts(), sized(ink.half_points(1)), language()),
            type="paragraph", default=1, styleId="Normal",
        ),
        (_paragraph_style(ink, each) for each in shown),
        _character("Strong", "Strong", w("b"), w("bCs")),
        _character("Hyperlink", "Hyperlink", w("color", val=ACCENT)),
        _plain_table(),
        _character(ASIDE, "Report Aside", w("color", val=SOFT), *sized(ink.half_points(0.75))),
        _report_table("ReportTable", "Report Table Grid"),
        _report_table(OWN_TABLE, "Report Own Table"),
    )  # fmt: skip


def _paragraph_style(ink: Ink, style: Style) -> Element:
    spacing = {"line": style.exact, "lineRule": "exact"} if style.exact else {}
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based_on),
        w("next", val="ReportText") if style.outline is not None else None,
        w("qFormat"),
        w(
            "pPr",
            w("keepNext") if style.keep_next else None,
            w("keepLines") if style.outline is not None else None,
            w("shd", val="clear", color="auto", fill=style.ground) if style.ground else None,
            w("tabs", w("tab", val="left", pos=twips(style.tab))) if style.tab else None,
            w("spacing", before=twips(style.before), after=twips(style.after), **spacing),
            w("ind", left=twips(style.left), firstLine=twips(style.first_line) or None),
            w("jc", val=style.align or "left"),
            w("outlineLvl", val=style.outline) if style.outline is not None else None,
        ),
        w(
            "rPr",
            fonts(),
            [w("b"), w("bCs")] if style.bold else None,
            w("color", val=style.colour),
            sized(ink.half_points(style.size)),
            language(),
        ),
        type="paragraph",
        styleId=style.id,
        customStyle=1 if style.name.startswith("Report ") else None,
    )


def _character(style_id: str, name: str, *properties: Element) -> Element:
    return w(
        "style", w("name", val=name), w("qFormat"), w("rPr", properties), type="character", styleId=style_id
    )


def _plain_table() -> Element:
    margins = w(
        "tblCellMar",
        (
            w(side, w=size, type="dxa")
            for side, size in (("top", 0), ("left", PADDING), ("bottom", 0), ("right", PADDING))
        ),
    )
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _report_table(style_id: str, name: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", (w(side, val="single", sz=4, space=0, color=RULE) for side in sides))
    margins = w(
        "tblCellMar",
        (
            w(side, w=size, type="dxa")
            for side, size in (("top", 20), ("left", PADDING), ("bottom", 40), ("right", PADDING))
        ),
    )
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("tblPr", borders, margins),
        type="table",
        styleId=style_id,
        customStyle=1,
    )
