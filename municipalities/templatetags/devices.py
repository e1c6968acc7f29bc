"""A browser's long name of itself in a few words that its owner recognises."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

register = template.Library()

BROWSERS = (
    ("Line/", "LINE"),
    ("FBAN", "Facebook"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""The first that is found wins: most browsers also name those that they descend from."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """Chrome, Windows."""
    known = (
        next((word for sign, word in words if sign in user_agent), None) for words in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, known)) or gettext("an unknown device")
