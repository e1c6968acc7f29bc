"""Numbers of steps, issues and measures on a page: Thai digits on a Thai page, Arabic ones on an English page."""

from __future__ import annotations

from django.utils.translation import get_language

from ita_portal.thai.digits import to_thai


def numeral(value: object) -> str:
    """The number as the reader of this page writes it; what a document prints is its layout's matter."""
    text = str(value)
    return to_thai(text) if (get_language() or "th").startswith("th") else text
