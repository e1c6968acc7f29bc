"""What both documents of a year are built from, read once: a page that tells about both asks the database once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from assessments.models import AnalysisRow, Assessment
from assessments.queries import analysis_rows, assessments_with_scores
from measures.models import Section
from measures.queries import whole_sections
from municipalities.models import Municipality
from reports.figures import TREND_YEARS


@dataclass
class Rows:
    """The stored rows of one municipality. They are as they were when they were first asked for."""

    municipality: Municipality
    _sections: dict[int, list[Section]] = field(default_factory=dict)
    _analysis: dict[int, list[AnalysisRow]] = field(default_factory=dict)
    _assessments: dict[int, Assessment | None] = field(default_factory=dict)

    def sections(self, action_year: int) -> list[Section]:
        """The sections of a year's plan with issues and whole measures, in order."""
        if action_year not in self._sections:
            found = whole_sections().filter(
                plan__municipality=self.municipality, plan__action_year=action_year
            )
            self._sections[action_year] = list(found)
        return self._sections[action_year]

    def analysis(self, assessed_year: int) -> list[AnalysisRow]:
        """The analysis of a year in its order, with issues and items."""
        if assessed_year not in self._analysis:
            self._analysis[assessed_year] = list(analysis_rows(self.municipality, assessed_year))
        return self._analysis[assessed_year]

    def assessments(self, years: Collection[int]) -> dict[int, Assessment]:
        """Those of these years that there are, with all their figures, by year."""
        if not self._assessments.keys() >= set(years):
            # One answer for the trend of both documents, and for the year after the one that was asked for.
            wanted = set(range(min(years) - TREND_YEARS, max(years) + 2)) - self._assessments.keys()
            found = assessments_with_scores(self.municipality, wanted)
            self._assessments |= {year: found.get(year) for year in wanted}
        known = ((year, self._assessments[year]) for year in sorted(set(years)))
        return {year: assessment for year, assessment in known if assessment is not None}
