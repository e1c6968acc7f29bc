"""Addresses of pages, in the language of the page that links to them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import register_converter, reverse
from django.utils import translation

LANGUAGE_PARAMETER = "lang"


class BuddhistYear:
    """Path converter for a year of the Buddhist era, 2500–2699, in Arabic or Thai digits."""

    regex = "[2๒][56๕๖][0-9๐-๙]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(BuddhistYear, "be")


def address(name: str, *args: Any, fragment: str = "", **query: Any) -> str:
    """The address of a route. English carries itself along (`?lang=en`), as visitors get no cookie for it."""
    language = translation.get_language()
    if language and language != settings.LANGUAGE_CODE:
        query[LANGUAGE_PARAMETER] = language
    url = reverse(name, args=args)
    if query:
        url += f"?{urlencode(query)}"
    return f"{url}#{fragment}" if fragment else url
