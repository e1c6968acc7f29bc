"""Who uses a framework, and what goes over to its correction: asked here, answered by the apps that use it.

The catalogue knows nothing of scores or measures; the apps to its right register what follows a framework. What
goes over goes by municipality: scores, analyses and measures of one never stand on two revisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.db import models, transaction

from catalogue.models import Framework
from catalogue.parts import Data
from catalogue.reading import data_of
from trail.services import record

Named = tuple[str, str]
"""A part by section and key: ("items", "O28")."""


@dataclass(frozen=True, slots=True)
class Use:
    """How many things of one kind follow a framework, and of how many municipalities."""

    label: str
    count: int
    municipalities: int


class Follower(Protocol):
    """What an app says of the frameworks its rows follow."""

    def uses(self, framework: Framework) -> Iterable[Use]:
        """What there is, by kind."""

    def parts_used(self, framework: Framework) -> Mapping[int, set[Named]]:
        """The parts that the rows of each municipality (by primary key) refer to."""

    def held(self, framework: Framework) -> Collection[int]:
        """Municipalities whose work cannot change now."""

    def names(self, municipalities: Collection[int]) -> Mapping[int, str]:
        """How people call these municipalities; empty when the app does not know."""

    def move(self, old: Framework, new: Framework, municipalities: Collection[int]) -> None:
        """Let the rows of these municipalities refer to the same parts of the other revision."""


@dataclass(frozen=True, slots=True)
class Move:
    """Whether a municipality goes over, and if not, why."""

    municipality: int
    label: str
    lost: tuple[str, ...] = ()
    """Keys of parts it uses that the other revision does not have."""
    held: bool = False

    @property
    def moves(self) -> bool:
        return not self.lost and not self.held


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    if all(type(each) is not type(follower) for each in _followers):
        _followers.append(follower)


def uses_of(framework: Framework) -> list[Use]:
    """What follows this framework; kinds of which there is nothing are left out."""
    return [use for follower in _followers for use in follower.uses(framework) if use.count]


def moves_to(old: Framework, data: Data) -> list[Move]:
    """What would happen to each municipality that follows `old` if `data` were in force."""
    used: defaultdict[int, set[Named]] = defaultdict(set)
    held: set[int] = set()
    for follower in _followers:
        held.update(follower.held(old))
        for municipality, parts in follower.parts_used(old).items():
            used[municipality] |= parts
    there = {("items", row["code"]) for row in data["items"]}
    there |= {("indicators", str(row["no"])) for row in data["indicators"]}
    there |= {("issues", str(row["no"])) for row in data["issues"]}
    lost = {
        municipality: tuple(sorted(key for _section, key in parts - there))
        for municipality, parts in used.items()
    }
    staying = [each for each in used if lost[each] or each in held]
    names: dict[int, str] = {}
    for follower in _followers:
        names |= follower.names(staying)
    return [Move(each, names.get(each, ""), lost[each], each in held) for each in used]


@transaction.atomic
def move_all(old: Framework, new: Framework, *, actor: models.Model | None = None) -> int:
    """Let everybody who can go over follow the new revision; return how many municipalities did."""
    moving = [each.municipality for each in moves_to(old, data_of(new)) if each.moves]
    if moving:
        for follower in _followers:
            follower.move(old, new, moving)
        record("framework-taken-over", new, actor=actor, after={"from": str(old), "municipalities": moving})
    return len(moving)
