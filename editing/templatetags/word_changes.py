"""Two texts with the words marked that only one of them has: `<del>` for what went, `<ins>` for what came."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from editing.texts import Beside
from ita_portal.thai.word_difference import Kind, word_difference

register = template.Library()

TAGS: dict[Kind, SafeString] = {"before": mark_safe("del"), "after": mark_safe("ins")}


@register.simple_tag
def word_changes(before: str, after: str) -> SafeString:
    """Both texts as one, each change where it stands."""
    return _marked(before, after, ("same", "before", "after"))


@register.simple_tag
def words_before(before: str, after: str) -> SafeString:
    """The earlier text, with what is in it no more."""
    return _marked(before, after, ("same", "before"))


@register.simple_tag
def words_after(before: str, after: str) -> SafeString:
    """The later text, with what is new in it."""
    return _marked(before, after, ("same", "after"))


@register.simple_tag
def stored_words(text: str | Beside) -> str:
    """What is stored in a field, with the words that another text lacks where that is known."""
    return words_before(text.stored, text.typed) if isinstance(text, Beside) else text


def _marked(before: str, after: str, kinds: Iterable[Kind]) -> SafeString:
    shown = [each for each in word_difference(before, after) if each.kind in kinds]
    return format_html_join("", "{}", ((_piece(each.kind, each.text),) for each in shown))


def _piece(kind: Kind, text: str) -> str:
    return format_html("<{0}>{1}</{0}>", TAGS[kind], text) if kind in TAGS else text
