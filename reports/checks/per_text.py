"""What a rule finds in one text, kept: after a save only the changed text is looked at again.

For rules that need nothing but the text itself (and what they name as `known`); the place is put in anew, since the
same text may stand elsewhere the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import get_language

from reports.checks.finding import Finding, Where
from reports.checks.texts import Text

Look = Callable[..., Iterator[Finding]]
KEPT = 16_384
LONGEST = 20_000
"""Longer texts are looked at each time: a cell has some hundred letters, and what is kept must not grow large."""


def in_text(look: Look, text: Text, *known: Hashable) -> Iterator[Finding]:
    """What `look(text, *known)` finds, each in its place. Every finding of `look` has to be made by `text.at`."""
    if len(text.text) > LONGEST:
        yield from look(text, *known)
        return
    for found in _kept(look, text.text, known, get_language()):
        place = text.at(found.where.start or 0, found.where.end or 0)
        yield replace(found, where=replace(place, item=found.where.item or place.item))


@lru_cache(maxsize=KEPT)
def _kept(look: Look, text: str, known: tuple[Hashable, ...], language: str | None) -> tuple[Finding, ...]:
    return tuple(look(Text(Where(), text), *known))
