"""Who uses a framework, and what moves with a correction: asked here, answered by the apps that use the catalogue.

The catalogue knows nothing of scores or measures; the apps to its right register what they know of a framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from catalogue.models import Framework


@dataclass(frozen=True, slots=True)
class Use:
    """How many things of one kind follow a framework. `label` names the kind; `municipalities` have them."""

    label: str
    count: int
    municipalities: int


@dataclass(frozen=True, slots=True)
class Move:
    """What happens to one thing when it goes over to another revision, or why it stays."""

    label: str
    lost: tuple[str, ...] = ()
    """What it holds that the other revision has no place for; then it stays."""
    reason: str = ""

    @property
    def moves(self) -> bool:
        return not self.lost and not self.reason


Counter = Callable[[Framework], Iterable[Use]]
Mover = Callable[..., Iterable[Move]]
"""Called with the old and the new framework and `actor`; `dry_run=True` only tells."""
_counters: list[Counter] = []
_movers: list[Mover] = []


def register(counter: Counter) -> None:
    if counter not in _counters:
        _counters.append(counter)


def register_mover(mover: Mover) -> None:
    if mover not in _movers:
        _movers.append(mover)


def uses_of(framework: Framework) -> list[Use]:
    """What follows this framework; kinds of which there is nothing are left out."""
    return [use for counter in _counters for use in counter(framework) if use.count]


def moves_to(
    old: Framework, new: Framework, *, dry_run: bool, actor: models.Model | None = None
) -> list[Move]:
    """Move what can be moved from one revision to another, or (`dry_run`) tell what would happen."""
    return [move for mover in _movers for move in mover(old, new, dry_run=dry_run, actor=actor)]
