"""The first page: seal, cover, the three years, contents and introduction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import to_arabic
from reports.document import Block
from reports.writers.assets import EMBLEM
from reports.writers.blocks import says_something
from reports.writers.cells import cell
from reports.writers.markup import Markup, element, fragment
from reports.writers.setting import Entry, Setting
from reports.writers.wording import place_name

CONTENTS_FROM = 4
"""Fewer headings need no table of contents."""

_LINE_STARTS = re.compile(r"\s+(?=ประจำปี|ตั้งแต่วันที่|และแนวทาง)|\s*(?=เพื่อส่งเสริมคุณธรรม)")


def title_of(setting: Setting) -> str:
    """The document's title, or one that says its kind and year."""
    document, words = setting.document, setting.words
    if document.title.strip():
        return document.title
    year = document.key_year
    if year is None:
        return words.untitled
    pattern = words.title_results if document.kind == "results" else words.title_analysis
    return pattern.format(year=setting.digits(year))


def cover(setting: Setting) -> Markup:
    """Emblem, title, who and when; without the cover part, the same as the head of the first page."""
    document, words = setting.document, setting.words
    whole = setting.layout.prints("cover")
    place = place_name(document.municipality, words)
    title = (element("span", line, class_="ln") for line in _title_lines(title_of(setting)))
    return element(
        "header",
        _emblem(setting) if whole else None,
        element(f"h{setting.top}", (fragment(line, " ") for line in title), class_="report-title"),
        element("p", setting.agency, class_="who") if setting.agency else None,
        element("p", place) if place else None,
        element("p", registered, class_="soft") if (registered := _registered(setting)) else None,
        element("p", covered(setting), class_="soft") if document.covers else None,
        _imprint_on_cover(setting) if setting.paper else None,
        class_="cover" if whole else "cover cover-small",
    )


def _registered(setting: Setting) -> str:
    """The number and date under which the agency keeps the document."""
    document, words = setting.document, setting.words
    parts = (
        words.registered.format(document.number) if document.number.strip() else "",
        words.registered_on.format(setting.date(document.dated)) if document.dated else "",
    )
    return " ".join(filter(None, parts))


def covered(setting: Setting) -> str:
    span = setting.document.covers
    if span is None:
        return ""
    return setting.words.covers.format(start=setting.date(span.start), end=setting.date(span.end))


def said_on_cover(setting: Setting, blocks: tuple[Block, ...]) -> int:
    """How many of the first blocks only repeat what the cover says: an imported document had a cover too."""
    place = place_name(setting.document.municipality, setting.words)
    shown = _bare(" ".join((title_of(setting), setting.agency, place, covered(setting))))
    count = 0
    for block in blocks:
        if block.kind == "table":
            break
        if not all(_bare(line) in shown for line in block.text.split("\n")):
            break
        count += 1
    return count


def _bare(text: str) -> str:
    """A text as the eye compares it: without spaces and marks, either digits."""
    return "".join(to_arabic(plain(text)).split())


def years(setting: Setting) -> Markup | None:
    """The three years that must never be confused; the report's own is marked."""
    document, words = setting.document, setting.words
    own = "assessed" if document.kind == "analysis" else "action"
    known = [
        ("assessed", words.assessed, words.ita_year, document.assessed_year),
        ("action", words.action, words.fiscal_year, document.action_year),
        ("evaluation", words.evaluation, words.ita_year, document.evaluation_year),
    ]
    cells = [
        element(
            "li",
            element("span", words.this_report.format(label) if name == own else label),
            " ",
            element("b", pattern.format(setting.digits(year))),
            class_="is-main" if name == own else None,
        )
        for name, label, pattern, year in known
        if year is not None
    ]
    return element("ul", cells, class_="years", role="list", aria_label=words.years) if cells else None


def introduction(setting: Setting) -> Markup | None:
    """The layout's own text, else the standard sentence where the document says nothing itself."""
    document, words = setting.document, setting.words
    if not setting.layout.prints("intro"):
        return None
    if setting.layout.intro:
        return element("div", cell(setting.layout.intro), class_="prose")
    written = (
        *document.before,
        *document.analysis_before,
        *document.sections_before,
        *document.result.before,
    )
    if (
        says_something(written)
        or not setting.agency
        or None in (document.assessed_year, document.action_year)
    ):
        return None
    pattern = words.intro_results if document.kind == "results" else words.intro_analysis
    sentence = pattern.format(
        agency=setting.agency,
        assessed=setting.digits(document.assessed_year),
        action=setting.digits(document.action_year),
    )
    return element("div", element("p", sentence, class_="opening-line"), class_="prose")


def contents(setting: Setting) -> Markup | None:
    """The headings as links: on paper a page with numbers, on screen a row."""
    deepest = 3 if setting.paper else 2
    entries = [each for each in setting.entries if each.level <= deepest]
    if len(entries) < CONTENTS_FROM or not setting.layout.prints("contents"):
        return None
    words = setting.words
    if setting.paper:
        rows = (element("li", _link(each), class_=f"level-{each.level}") for each in entries)
        head = element("p", words.contents, class_="contents-head")
        return element("nav", head, element("ul", rows), class_="contents")
    rows = (element("li", _link(each)) for each in entries)
    return element(
        "nav",
        element("p", words.in_this_report, class_="soft"),
        element("ul", rows, role="list"),
        class_="toc",
        aria_label=words.contents,
    )


def seal(setting: Setting) -> Markup | None:
    """On screen: which version this is and how to verify it, or that it is a draft."""
    words, imprint = setting.words, setting.imprint
    if imprint is None:
        return element("p", element("b", words.draft), " ", words.draft_says, class_="draft-mark")
    facts = element(
        "dl",
        element("dt", words.published),
        element("dd", setting.date(imprint.date)),
        element("dt", words.address),
        element("dd", element("a", imprint.url, href=imprint.url, class_="mono")),
        element("dt", words.checksum),
        element("dd", element("span", f"SHA-256 {' '.join(hash_parts(imprint.sha256))}", class_="mono")),
    )
    title = element(
        "p", element("b", words.version.format(setting.digits(imprint.version))), class_="seal-head"
    )
    code = _qr(setting)
    return element(
        "div",
        element("div", title, facts, class_="seal-main"),
        element("div", code, element("p", words.scan), class_="seal-qr") if code else None,
        class_="seal",
        role="region",
        aria_label=words.seal,
    )


def hash_parts(sha256: str) -> Iterator[str]:
    """A hash in pieces of sixteen, as people compare them."""
    return (sha256[start : start + 16] for start in range(0, len(sha256), 16))


def _title_lines(title: str) -> list[str]:
    return [line for each in title.split("\n") for line in _LINE_STARTS.split(each.strip()) if line]


def _link(entry: Entry) -> Markup:
    return element("a", entry.text, href=f"#{entry.anchor}")


def _emblem(setting: Setting) -> Markup:
    words, own = setting.words, setting.document.emblem
    name = words.emblem.format(setting.agency or words.untitled)
    address = setting.images.get(own)
    if address:
        return element("img", src=address, alt=name, class_="emblem")
    return element("div", element("span", Markup(EMBLEM), class_="emblem"), aria_hidden="true")


def _imprint_on_cover(setting: Setting) -> Markup | None:
    words, imprint = setting.words, setting.imprint
    if imprint is None:
        return None
    lines = [
        element("b", words.version.format(setting.digits(imprint.version))),
        fragment(words.published, " ", setting.date(imprint.date)),
        element("a", imprint.url, href=imprint.url),
        element("span", f"SHA-256 {' '.join(hash_parts(imprint.sha256))}", class_="hash"),
    ]
    code = _qr(setting)
    return element(
        "div",
        element("div", code, class_="imprint-qr") if code else None,
        element("div", (element("p", line) for line in lines), class_="imprint-facts"),
        class_="imprint",
    )


def _qr(setting: Setting) -> Markup | None:
    """The QR code, which `Imprint.of` drew from the address; anything that is no plain SVG drawing is left out."""
    drawn = setting.imprint.qr_svg if setting.imprint else ""
    if not re.fullmatch(r"<svg [^<>]*>(?:<(?:path|rect|g|/g)[^<>]*>|</path>|\s)*</svg>\s*", drawn):
        return None
    return element("div", Markup(drawn), class_="qr", role="img", aria_label=setting.words.qr)
