"""PDF: the report on A4, tagged, with official 16 pt type. Runs WeasyPrint in this very process.

Call it in a worker or a command, never in a web thread; `reports.rendering` runs it in a process of its own with
limits. Importing this module is cheap, WeasyPrint is loaded by the first call.
"""

from __future__ import annotations

import atexit
import datetime
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reports.document import Document
from reports.fonts import FOLDER, font_face_css, missing_characters
from reports.layouts import Layout
from reports.writers.assets import STATIC
from reports.writers.body import body
from reports.writers.csv import write_csv
from reports.writers.html import page_title
from reports.writers.imprint import Imprint
from reports.writers.limits import check_html, check_size
from reports.writers.line_breaks import end_lines_between_words
from reports.writers.markup import Markup, element
from reports.writers.pictures import data_addresses
from reports.writers.setting import Setting, visible

if TYPE_CHECKING:
    from weasyprint import CSS, Attachment
    from weasyprint.text.fonts import FontConfiguration

logger = logging.getLogger(__name__)

ARCHIVE, TAGGED, PLAIN = "pdf/a-3a", "pdf/ua-1", "plain"
STYLES = ("report/chart.css", "report/paper.css")
NO_ARCHIVE = "The PDF could not be written for keeping (PDF/A-3a), its data is not attached: {}"
NOTICE = "The PDF could not be tagged for screen readers (PDF/UA-1) and was written without tags: {}"
LACKING = "The paper font does not have these characters: {}"
GENERATOR = "ITA Portal"
DESCRIPTIONS = {
    "report.json": "The whole report as data; its SHA-256 is the hash printed in this file",
    "measures.csv": "The measures as a table",
}
"""Files attached to a PDF for keeping."""


@dataclass(frozen=True, slots=True)
class PdfResult:
    """The bytes of a PDF. `variant` is what it conforms to, `notice` why it is less than it should be ("")."""

    data: bytes
    pages: int
    variant: str
    notice: str = ""


def write_pdf(
    document: Document,
    *,
    imprint: Imprint | None = None,
    layout: Layout | None = None,
    images: Mapping[str, bytes] | None = None,
    source: bytes | None = None,
) -> PdfResult:
    """The report as PDF, the same bytes for the same arguments. Raises TooLarge before it begins.

    `source` is the frozen JSON of a published document: the PDF is then one for keeping (PDF/A-3a) with that JSON
    and a CSV of the measures attached. What cannot be made is replaced by the next simpler variant, which says so.
    """
    check_size(document)
    page = paper_html(document, imprint=imprint, layout=layout, images=images)
    if source is None:
        return lay_out(page)
    return lay_out(page, {"report.json": source, "measures.csv": write_csv(document)}, imprint)


def lay_out(
    page: str, attached: Mapping[str, bytes] | None = None, imprint: Imprint | None = None
) -> PdfResult:
    """A page on paper, in the best variant that can be made of it; with data to attach, one for keeping."""
    check_html(len(page.encode()))
    notices = []
    for variant, failed in ((ARCHIVE, NO_ARCHIVE), (TAGGED, NOTICE))[0 if attached else 1 :]:
        try:
            data, pages = _render(page, variant, _attachments(attached or {}, imprint, variant))
        except Exception as error:
            logger.warning("the variant %s failed, writing a simpler one", variant, exc_info=True)
            notices.append(failed.format(f"{type(error).__name__}: {error}"))
        else:
            break
    else:
        variant = PLAIN
        data, pages = _render(page, None)
    return PdfResult(data, pages, variant, " ".join(filter(None, (*notices, _missing(page)))))


def _attachments(files: Mapping[str, bytes], imprint: Imprint | None, variant: str) -> list[Attachment]:
    """The data that a PDF for keeping carries, dated like the version: the clock would change the bytes."""
    from weasyprint import Attachment

    if variant != ARCHIVE:
        return []
    day = imprint.date if imprint else datetime.date(2000, 1, 1)
    moment = datetime.datetime.combine(day, datetime.time())
    return [
        Attachment(
            string=data,
            name=name,
            description=DESCRIPTIONS[name],
            created=moment,
            modified=moment,
            relationship="Data",
        )
        for name, data in files.items()
    ]


def _missing(page: str) -> str:
    """Which characters another font had to print, or none could; another machine may show them otherwise."""
    missing = missing_characters(visible(page.partition("</head>")[2]))
    return LACKING.format(" ".join(sorted(missing)[:20])) if missing else ""


def paper_html(
    document: Document,
    *,
    imprint: Imprint | None = None,
    layout: Layout | None = None,
    images: Mapping[str, bytes] | None = None,
) -> str:
    """The page that is laid out: the same report, dressed for paper."""
    setting = Setting.of(document, layout, medium="paper", imprint=imprint, images=data_addresses(images))
    written = body(setting)
    created = imprint.date.isoformat() if imprint else None
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("title", page_title(setting)),
            element("meta", name="author", content=setting.agency) if setting.agency else None,
            element("meta", name="generator", content=GENERATOR),
            element("meta", name="dcterms.created", content=created) if created else None,
            element("meta", name="dcterms.modified", content=created) if created else None,
            element("style", Markup(page_style(setting))),
        ),
        element("body", written),
        lang=setting.layout.language,
    )
    return f"<!doctype html>\n{page}\n"


def page_style(setting: Setting) -> str:
    """What depends on the document: type size, digits of the pages, what stands at the head and foot."""
    layout, words, imprint = setting.layout, setting.words, setting.imprint
    digits = "thai" if layout.digits == "thai" else "decimal"
    number = (
        f"{css_text(words.page)} counter(page, {digits}) {css_text(words.of_pages)} counter(pages, {digits})"
    )
    draft = css_text(words.draft) if imprint is None else "none"
    version = words.version.format(setting.digits(imprint.version)) if imprint else ""
    address = css_text(imprint.url) if imprint else "none"
    checksum = css_text(f"{version}  SHA-256 {imprint.sha256[:16]}") if imprint else "none"
    wide = "A4 landscape" if layout.orientation == "landscape" else "A4"
    boxes = ("top-left", "bottom-left", "bottom-center", "bottom-right")
    bare = " ".join(f"@{box} {{ content: none; }}" for box in boxes)
    return "\n".join(
        (
            f":root {{ font-size: {layout.font_size}pt; }}",
            f"@page {{ @top-left {{ content: {css_text(setting.agency)}; }}",
            f"@top-center {{ content: {draft}; }}",
            f"@bottom-left {{ content: {address}; }}",
            f"@bottom-center {{ content: {number}; }}",
            f"@bottom-right {{ content: {checksum}; }} }}",
            f"@page wide {{ size: {wide}; }}",
            f"@page cover {{ {bare} @top-right {{ content: {draft}; }} @top-center {{ content: none; }} }}",
            f".contents a::after {{ content: leader('.') ' ' target-counter(attr(href url), page, {digits}); }}",
        )
    )


def css_text(value: str) -> str:
    """A CSS string in which every character is escaped, so that no text can leave it."""
    return '"' + "".join(f"\\{ord(character):x} " for character in value) + '"'


def warm() -> None:
    """Load WeasyPrint, fonts and style now, so that a later call (or a forked child) finds them ready."""
    _stylesheet()
    _render("<!doctype html><html lang=th><title>.</title><p>น้ำ<b>น้ำ</b></p></html>", None)


def _render(page: str, variant: str | None, attachments: Sequence[Attachment] = ()) -> tuple[bytes, int]:
    from weasyprint import HTML

    fetcher = _fetcher()
    options: dict[str, Any] = {
        "stylesheets": [_stylesheet()],
        "dpi": 200,
        "pdf_variant": variant,
        "pdf_identifier": None,
        "uncompressed_pdf": False,
        "attachments": list(attachments) or None,
    }
    if variant:
        options["pdf_tags"] = True
    laid_out = HTML(string=page, url_fetcher=fetcher, base_url=None).render(font_config=_fonts(), **options)
    return laid_out.write_pdf(finisher=_name_attachments_once, **options), len(laid_out.pages)


def _name_attachments_once(_laid_out: object, pdf: Any) -> None:
    """WeasyPrint lists every attached file of a PDF/A twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


@cache
def _fetcher() -> Any:
    from reports.rendering.fetcher import SafeFetcher

    return SafeFetcher(FOLDER)


@cache
def _fonts() -> FontConfiguration:
    for name in ("weasyprint", "weasyprint.progress", "fontTools", "pydyf"):
        logging.getLogger(name).setLevel(logging.ERROR)
    from weasyprint.text.fonts import FontConfiguration

    end_lines_between_words()
    atexit.register(
        _fonts.cache_clear
    )  # it removes its folder of fonts, which the interpreter's end would prevent
    return FontConfiguration()


@cache
def _stylesheet() -> CSS:
    """Everything that is the same for all reports, parsed once."""
    from weasyprint import CSS

    rules = [font_face_css(lambda face: f"asset:{face.path.name}")]
    rules += [(STATIC / name).read_text("utf-8") for name in STYLES]
    return CSS(string="\n".join(rules), font_config=_fonts(), url_fetcher=_fetcher(), base_url=None)
