"""Thai and Arabic digits, and the two-decimal numbers that scores are written in."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Digits = Literal["arabic", "thai"]

ARABIC_DIGITS = "0123456789"
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)

# Thousands either all grouped or not at all: "1,23" is a slip of the keyboard, not 123.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?", re.ASCII
)
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_DASHES = frozenset({"-", "‐", "‑", "‒", "–", "—", "―", "−"})
_MAX_DIGITS = 20


def to_thai(text: str) -> str:
    """Replace every Arabic digit by its Thai digit; everything else stays."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Replace every Thai digit by its Arabic digit; everything else stays."""
    return text.translate(_TO_ARABIC)


def in_digits(text: str, digits: Digits) -> str:
    """`text` in the digits that a layout asks for."""
    return to_thai(text) if digits == "thai" else to_arabic(text)


def parse_decimal(text: str, places: int = 2) -> Decimal | None:
    """Read a number as people type and paste it: Thai or Arabic digits, thousands commas, stray spaces.

    An empty text or a lone dash is None ("no score"), never zero. The result has exactly `places`
    decimals. There is no range check. Raises ValueError with an English message for anything else.
    """
    bare = _INVISIBLE.sub("", to_arabic(text))
    if not bare or bare in _DASHES:
        return None
    if bare[0] in _DASHES:
        bare = "-" + bare[1:]
    match = _NUMBER.fullmatch(bare)
    if match is None:
        raise ValueError(f"not a number: {_shortened(text)}")
    whole = match["whole"].replace(",", "")
    decimals = match["decimals"] or ""
    if len(decimals) > places:
        raise ValueError(f"more than {places} decimals: {_shortened(text)}")
    if len(whole.lstrip("0")) > _MAX_DIGITS:
        raise ValueError(f"number too large: {_shortened(text)}")
    point = "." if places else ""
    value = Decimal(f"{whole.lstrip('0') or '0'}{point}{decimals.ljust(places, '0')}")
    return -value if match["sign"] == "-" and value else value


def parse_number(text: object) -> int | None:
    """A whole number from an address or a hidden field: Thai or Arabic digits, at most nine of them.

    None for everything else, also for what `str.isdigit` calls a digit and `int` does not ("²"), and for
    numbers that no column holds.
    """
    found = re.fullmatch(r"[0-9]{1,9}", to_arabic(str(text)))
    return int(found[0]) if found else None


def format_decimal(
    value: Decimal | None, digits: Digits = "arabic", places: int = 2, signed: bool = False
) -> str:
    """Write a number with `places` decimals, rounded half up; None is the empty text.

    `signed` puts a plus before positive values, for differences between years; zero has no sign.
    """
    if value is None:
        return ""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    text = f"{rounded:+f}" if signed and rounded else f"{rounded:f}"
    return in_digits(text, digits)


def _shortened(text: str) -> str:
    stripped = text.strip()
    return repr(stripped if len(stripped) <= 40 else stripped[:39] + "…")
