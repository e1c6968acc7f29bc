"""The pages of the national picture as they are laid out on paper: the same parts, dressed for A4."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from national.papers import Sheet
from reports.writers.markup import Markup, element
from reports.writers.pdf import css_text

STYLE = Path(__file__).resolve().parents[1] / "static" / "report" / "national.css"


def sheet(
    template: str, context: dict[str, Any], *, title: str, name: str, shown_at: str, as_of: datetime | None
) -> Sheet:
    """`shown_at` is the path of the page it comes from. What is not laid out alike is not the same content."""
    style = STYLE.read_text("utf-8")
    body = render_to_string(template, {**context, "paper": True, "title": title})
    content = f"{title}\n{shown_at}\n{style}\n{body}"
    return Sheet(content, _page(title, shown_at, style, body, as_of), name, shown_at)


def _page(title: str, shown_at: str, style: str, body: str, as_of: datetime | None) -> str:
    told = render_to_string("national/as_of.html", {"when": as_of}).strip() if as_of else ""
    number = f"{css_text(gettext('Page'))} ' ' counter(page) ' / ' counter(pages)"
    boxes = (
        "@page {",
        f"@top-left {{ content: {css_text(gettext('ITA Portal of local administrations'))}; }}",
        f"@top-right {{ content: {css_text(told)}; }}",
        f"@bottom-left {{ content: {css_text(settings.SITE_URL + shown_at)}; }}",
        "@bottom-center { content: none; }",
        f"@bottom-right {{ content: {number}; }} }}",
    )
    language = translation.get_language() or settings.LANGUAGE_CODE
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("title", title),
            element("style", Markup("\n".join((style, *boxes)))),
        ),
        element("body", element("article", Markup(body), class_="report national")),
        lang=language,
    )
    return f"<!doctype html>\n{page}\n"
