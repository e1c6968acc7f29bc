"""What apps to the right keep for a time only. They register here how it goes; the worker asks now and then."""

from __future__ import annotations

from collections.abc import Callable

Purge = Callable[[], int]
"""Drops what is too old, and tells how many. It runs every few minutes, in several processes at once perhaps."""
_purges: list[Purge] = []


def register(purge: Purge) -> Purge:
    """Add a function that purges. Usable as a decorator."""
    if purge not in _purges:
        _purges.append(purge)
    return purge


def purge_all() -> int:
    return sum(purge() for purge in _purges)
