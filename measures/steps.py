"""Steps of a measure beside what came of them: a step without an outcome is a mistake evaluators look for."""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.celltext import count_items, is_blank_cell
from ita_portal.thai.numerals import numeral
from measures.models import Measure


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many steps a measure lists and how many outcomes; a text without labels is one outcome."""

    steps: int
    outcomes: int

    @property
    def without_outcome(self) -> tuple[int, ...]:
        """The numbers of the steps that no outcome is left for."""
        return tuple(range(self.outcomes + 1, self.steps + 1))

    @property
    def left_words(self) -> str:
        """Those numbers as people write them: ๓ ๔."""
        return " ".join(numeral(number) for number in self.without_outcome)

    @property
    def is_partial(self) -> bool:
        """Some steps have an outcome and others have none; without any outcome the field itself is missing."""
        return 0 < self.outcomes < self.steps


def step_count(measure: Measure) -> StepCount:
    outcomes = count_items(measure.outcome) or int(not is_blank_cell(measure.outcome))
    return StepCount(count_items(measure.procedure), outcomes)
