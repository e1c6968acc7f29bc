"""Tags and filters of all templates: icons, scores, levels, dates and addresses. They compute nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import formats, timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ita_portal.thai import celltext
from ita_portal.thai.celltext import Span
from ita_portal.thai.dates import format_date
from ita_portal.thai.digits import format_decimal
from ita_portal.thai.numerals import numeral
from municipalities import addresses
from reports.writers.charts import arrow

register = template.Library()

LEVELS = ("ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง", "ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม")
"""The five levels since 2566, weakest first; the place in this list is how many bars their sign has."""


@register.simple_tag
def address(name: str, *args: Any, fragment: str = "", **query: Any) -> str:
    return addresses.address(name, *args, fragment=fragment, **query)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A sign of the sprite; never without a word beside it."""
    return format_html(
        '<svg class="i{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("portal/icons.svg"),
        name,
    )


@register.filter
def thai(value: object) -> str:
    """Thai digits, for what is part of the document: steps and issues. Arabic ones on an English page."""
    return numeral(value)


@register.filter
def score(value: Decimal | None) -> str:
    """Two decimals, or a dash for "no score"."""
    return format_decimal(value) or "–"


@register.simple_tag
def difference(value: Decimal | None, *, drawn: bool = False) -> SafeString:
    """A difference to the year before: arrow, sign, two decimals, and the word for those who hear it.

    `drawn`: without the portal's file of signs, which is not there on paper.
    """
    if value is None:
        return mark_safe('<span class="df df-same">–</span>')
    if not value:
        return format_html('<span class="df df-same">{}</span>', format_decimal(value))
    up = value > 0
    return format_html(
        '<span class="df df-{}">{}<span class="visually-hidden">{} </span>{}</span>',
        "up" if up else "down",
        _drawn_arrow("up" if up else "down") if drawn else icon("up" if up else "down"),
        gettext("risen by") if up else gettext("fallen by"),
        format_decimal(value, signed=True),
    )


def _drawn_arrow(way: str) -> SafeString:
    return mark_safe(arrow(way))  # noqa: S308 - markup of our own, without any text


@register.simple_tag
def level(name: str, css: str = "") -> SafeString:
    """A level as a badge; letters of 2563–2565 are another scale and grey."""
    if not name:
        return mark_safe("")
    if name not in LEVELS:
        return format_html('<span class="lv lv-letter {}">{}</span>', css, name)
    strength = LEVELS.index(name) + 1
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="3" height="{}"></rect>',
        (
            ("on" if bar < strength else "off", bar * 4, f"{9.8 - 2.2 * bar:.1f}", f"{3.2 + 2.2 * bar:.1f}")
            for bar in range(5)
        ),
    )
    return format_html(
        '<span class="lv lv-{} {}"><svg viewBox="0 0 19 14" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        strength,
        css,
        bars,
        name,
    )


STATES = {
    "draft": ("pen", ""),
    "submitted": ("clock", "st-go"),
    "approved": ("check", "st-go"),
    "publishing": ("sync", "st-go"),
    "published": ("shield", "st-go"),
    "withdrawn": ("stop", "st-stop"),
}


@register.simple_tag
def state(code: str, label: str) -> SafeString:
    """A state of a report or version: sign and word."""
    sign, css = STATES.get(code, ("info", ""))
    return format_html('<span class="st {}">{}{}</span>', css, icon(sign), label)


@register.filter
def day(value: date | datetime | None) -> str:
    """20 มี.ค. 2569; in English 20 Mar 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if translation.get_language() == settings.LANGUAGE_CODE:
        return format_date(value, "medium")
    return formats.date_format(value, "j M Y")


@register.filter
def moment(value: datetime | None) -> str:
    """20 มี.ค. 2569 14:32 น."""
    if value is None:
        return ""
    clock = timezone.localtime(value).strftime("%H:%M")
    thai_page = translation.get_language() == settings.LANGUAGE_CODE
    return f"{day(value)} {clock} น." if thai_page else f"{day(value)} {clock}"


@register.filter
def lately(value: datetime | None) -> str:
    """As `moment`, but today and yesterday by name: เมื่อวานนี้ 16:40 น."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    words = {0: gettext("today %(clock)s"), 1: gettext("yesterday %(clock)s")}
    word = words.get((timezone.localdate() - local.date()).days)
    return word % {"clock": f"{local:%H:%M}"} if word else moment(value)


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A value by a key that is itself a variable; empty when there is none."""
    return mapping.get(key, "")


@register.filter
def megabytes(size: int) -> str:
    return f"{size / 1_048_576:.1f} MB" if size >= 104_858 else f"{max(1, round(size / 1024))} KB"


@register.filter
def signed(value: Decimal | None) -> str:
    """A difference as plain text: +1.20."""
    return format_decimal(value, signed=True)


@register.filter
def cells(text: str) -> SafeString:
    """Cell text as it reads: labels hang and stay as typed."""
    parts: list[SafeString] = []
    items: list[SafeString] = []
    for block in [*celltext.parse(text), None]:
        if block is not None and block.kind == "item":
            items.append(
                format_html(
                    '<li class="depth-{}"><span class="l">{}</span><span>{}</span></li>',
                    min(block.depth, 3),
                    block.label,
                    _spans(block.spans),
                )
            )
            continue
        if items:
            parts.append(format_html("<ol>{}</ol>", mark_safe("".join(items))))  # noqa: S308 - escaped above
            items = []
        if block is not None and block.spans:
            parts.append(format_html("<p>{}</p>", _spans(block.spans)))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped


def _spans(spans: Iterable[Span]) -> SafeString:
    return mark_safe("".join(_span(each) for each in spans))  # noqa: S308 - every part was escaped


def _span(span: Span) -> SafeString:
    html = format_html("{}", span.text)
    if span.href:
        html = format_html('<a href="{}" rel="nofollow noopener">{}</a>', span.href, html)
    if span.bold:
        html = format_html("<b>{}</b>", html)
    return format_html("<u>{}</u>", html) if span.underline else html


@register.filter
def plain(text: str) -> str:
    """Cell text as one line of visible words, for headings."""
    return " ".join(celltext.plain(text).split("\n"))
