"""Where a framework and its parts are shown and opened."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from catalogue.models import Framework


def anchor(section: str, key: str) -> str:
    """The id of a part on the page of its year."""
    return re.sub(r"[^\w.-]", "_", f"{section}-{key}") if key else section


def _address(name: str, *args: object, fragment: str, **query: object) -> str:
    """English carries itself along, as everywhere on the portal."""
    if translation.get_language() not in (None, settings.LANGUAGE_CODE):
        query["lang"] = translation.get_language()
    return f"{reverse(name, args=args)}?{urlencode(query)}#{fragment}"


OF_THE_TREE = frozenset({"instruments", "indicators", "sub_indicators", "items"})
"""Sections that stand in one tree: the place of all of them together."""


def year_address(framework: Framework, section: str = "", key: str = "") -> str:
    """The page of a framework at one of its parts."""
    return _address(
        "catalogue_year",
        framework.evaluation_year,
        revision=framework.revision,
        fragment="tree" if not section or (not key and section in OF_THE_TREE) else anchor(section, key),
    )


def part_address(framework: Framework, section: str, key: str) -> str:
    """The same page with that part open."""
    place = (framework.evaluation_year, framework.revision, section)
    return _address("catalogue_part", *place, key=key, fragment="open")
