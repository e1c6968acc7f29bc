"""Style and fonts of a written report: for a page that holds them, and as files named by their content.

A published page uses only `/r/assets/<sha256>.<ending>`. The bytes behind such an address never change, so
whoever publishes stores `assets()` and serves what was stored, for ever.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
SCREEN_STYLES = ("report/chart.css", "report/report.css")
"""Static files that a portal page links in order to show a report within itself, besides the portal's own."""

PREFIX = "/r/assets/"
_FONT = re.compile(r'url\("?([\w.-]+\.woff2)"?\)')

EMBLEM = (STATIC / "report" / "emblem.svg").read_text("utf-8").strip()
"""A neutral emblem for a municipality that gave none."""


@cache
def inline_style() -> str:
    """The whole style with its fonts inside, for a page that stands alone."""
    return _FONT.sub(lambda found: f'url("{_data(found[1])}")', _style())


@cache
def assets() -> Mapping[str, bytes]:
    """Name (`<sha256>.css`, `<sha256>.woff2`) and bytes of every file that a linked page uses today."""
    files: dict[str, bytes] = {}

    def stored(name: str) -> str:
        data = (STATIC / "fonts" / name).read_bytes()
        address = f"{hashlib.sha256(data).hexdigest()}.woff2"
        files[address] = data
        return address

    style = _FONT.sub(lambda found: f'url("{stored(found[1])}")', _style()).encode()
    return {stylesheet_name(): style, **files}


@cache
def stylesheet_name() -> str:
    """The name of today's stylesheet among the assets."""
    style = _FONT.sub(lambda found: f'url("{_hashed(found[1])}")', _style()).encode()
    return f"{hashlib.sha256(style).hexdigest()}.css"


def _hashed(font: str) -> str:
    return f"{hashlib.sha256((STATIC / 'fonts' / font).read_bytes()).hexdigest()}.woff2"


def _data(font: str) -> str:
    data = b64encode((STATIC / "fonts" / font).read_bytes()).decode()
    return f"data:font/woff2;base64,{data}"


def _style() -> str:
    names = ("fonts/fonts.css", *SCREEN_STYLES)
    return "\n".join((STATIC / name).read_text("utf-8") for name in names)
