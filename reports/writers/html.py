"""HTML: the report as a page of its own, or as a part of a page of the portal. No script, no inline style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from reports.document import Document
from reports.layouts import Layout
from reports.writers.assets import PREFIX, assets, inline_style, stylesheet_name
from reports.writers.body import body
from reports.writers.imprint import Imprint
from reports.writers.markup import Markup, element, fragment
from reports.writers.opening import title_of
from reports.writers.pictures import data_addresses
from reports.writers.setting import Setting, shortened

__all__ = ["Imprint", "assets", "write_body", "write_html"]

TITLE_LIMIT = 200


def write_html(
    document: Document,
    *,
    imprint: Imprint | None = None,
    assets: Literal["inline", "link"] = "inline",
    layout: Layout | None = None,
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """The report as a whole page, the same bytes for the same arguments.

    `assets` "inline" puts style and fonts into the page, which then opens right from a disk; "link" points at
    the files of `assets()` under `/r/assets/`. `layout` replaces the document's own. `images` are the stored
    pictures by SHA-256 (the emblem); one that is missing is replaced by a neutral drawing.
    """
    setting = Setting.of(document, layout, imprint=imprint, images=data_addresses(images))
    written = body(setting)
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="referrer", content="no-referrer"),
            element("title", page_title(setting)),
            _style(assets),
        ),
        element("body", element("main", written, class_="report-page")),
        lang=setting.layout.language,
    )
    return f"<!doctype html>\n{page}\n".encode()


def write_body(
    document: Document,
    *,
    imprint: Imprint | None = None,
    layout: Layout | None = None,
    images: Mapping[str, bytes] | None = None,
    heading_level: int = 1,
) -> str:
    """The report as a fragment for a page that brings the style (`assets.SCREEN_STYLES`).

    `heading_level` is that of the report's title within the page, 1 or 2.
    """
    setting = Setting.of(document, layout, imprint=imprint, images=data_addresses(images), top=heading_level)
    return body(setting)


def page_title(setting: Setting) -> str:
    """What a browser tab and a reader of the file call the report."""
    parts = (shortened(title_of(setting), TITLE_LIMIT), setting.agency)
    return " – ".join(part for part in parts if part)


def _style(how: Literal["inline", "link"]) -> Markup:
    if how == "link":
        return element("link", rel="stylesheet", href=PREFIX + stylesheet_name())
    return fragment(element("style", Markup(inline_style())))
