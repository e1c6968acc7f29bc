"""How scores are spread: median, quartiles, lowest and highest, as exact decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from assessments.scoring import round2


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` scores: the median, the middle half (`lower` to `upper` quartile), mean, lowest and highest."""

    count: int
    median: Decimal
    lower: Decimal
    upper: Decimal
    mean: Decimal
    lowest: Decimal
    highest: Decimal

    def as_json(self) -> dict[str, int | str]:
        """Scores as texts with two decimals."""
        return {name: value if name == "count" else str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, tree: dict[str, int | str]) -> Spread:
        return cls(**{name: value if name == "count" else Decimal(value) for name, value in tree.items()})  # type: ignore[arg-type]


def spread(scores: Sequence[Decimal]) -> Spread | None:
    """The spread of some scores, None of none. Rounded half up to two decimals, once, at the end."""
    if not scores:
        return None
    ordered = sorted(scores)
    return Spread(
        count=len(ordered),
        median=round2(quantile(ordered, Decimal("0.5"))),
        lower=round2(quantile(ordered, Decimal("0.25"))),
        upper=round2(quantile(ordered, Decimal("0.75"))),
        mean=round2(sum(ordered, Decimal(0)) / len(ordered)),
        lowest=round2(ordered[0]),
        highest=round2(ordered[-1]),
    )


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value below which that share of the ordered scores lies, interpolated as PostgreSQL's `percentile_cont`."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
