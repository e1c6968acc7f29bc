"""The rows of the score grid as its template reads them.

A `base` is the short name of the stored text of a field, from which a page that saves while one types starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessments import scoring


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the grid. `typed` is what stands in the field, `problem` why it was not saved.

    `before_code` is the one item of the year before whose score can be typed beside this one's.
    """

    code: str
    title: str
    typed: str
    base: str
    score: Decimal | None
    before: Decimal | None
    before_code: str
    before_codes: tuple[str, ...]
    before_typed: str
    before_base: str
    difference: Decimal | None
    remark: str
    remark_base: str
    problem: str = ""
    before_problem: str = ""

    @property
    def wants_remark(self) -> bool:
        """A remark says why an item is below full score; one that is there is always shown."""
        return bool(self.remark) or (self.score is not None and self.score < scoring.HUNDRED)

    @property
    def moved(self) -> bool:
        """Whether the item had another code, or several, in the year before."""
        return tuple(code.lower() for code in self.before_codes) != (self.code.lower(),)


@dataclass(frozen=True, slots=True)
class SubGroup:
    title: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    no: int
    name: str
    typed: str
    base: str
    score: Decimal | None
    before: Decimal | None
    before_typed: str
    before_base: str
    difference: Decimal | None
    computed: Decimal | None
    """Only where the rules compute it from items (IIT)."""
    groups: tuple[SubGroup, ...]
    problem: str = ""
    before_problem: str = ""

    @property
    def field(self) -> str:
        """The figure as a remark on it names it."""
        return f"indicator.{self.no}"

    @property
    def place(self) -> str:
        """The id of its field."""
        return f"indicator-{self.no}"

    @property
    def labels(self) -> str:
        """The ids of the texts that name the field."""
        return f"title-{self.no} column-now"

    @property
    def before_labels(self) -> str:
        return f"title-{self.no} column-before"

    @property
    def disagrees(self) -> bool:
        return scoring.agrees(self.score, self.computed) is False


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    code: str
    name: str
    weight: int
    announced: str
    base: str
    computed: Decimal | None
    before: Decimal | None
    difference: Decimal | None
    disagrees: bool
    indicators: tuple[IndicatorRow, ...]
    problem: str = ""

    @property
    def item_count(self) -> int:
        return sum(len(group.items) for indicator in self.indicators for group in indicator.groups)


@dataclass(frozen=True, slots=True)
class Grid:
    year: int
    instruments: tuple[InstrumentRow, ...]
    total: str
    total_base: str
    total_computed: Decimal | None
    total_before: Decimal | None
    total_difference: Decimal | None
    total_disagrees: bool
    level: str
    level_computed: str
    level_candidates: tuple[str, ...]
    levels: tuple[str, ...]
    """The names of the bands, best first; samples of their badges follow `bands` of the framework."""
    level_samples: tuple[str, ...]
    empty: tuple[str, ...]
    """The ids of the fields without a score, in the order of the page."""
    total_problem: str = ""

    @property
    def first_empty(self) -> str:
        """Where "next empty" leads without a script."""
        return self.empty[0] if self.empty else "announced"
