"""Every check finds the mistake that the bench plants for it, and says nothing of the clean report."""

import random
from functools import cache

import pytest

from bench.clean_reports import analysis_report, links_of, results_report
from bench.planting import planted_in, planters
from catalogue.frame_data import shipped_frames
from reports.checks import registry
from reports.document import Document

MAKERS = {"results": results_report, "analysis": analysis_report}


@cache
def clean(kind: str) -> Document:
    return MAKERS[kind](random.Random(5), shipped_frames())


def test_every_check_has_a_mistake_to_plant() -> None:
    assert sorted(planters()) == sorted(registry.checks())


@pytest.mark.parametrize("kind", MAKERS)
def test_a_clean_report_has_neither_errors_nor_warnings(kind: str) -> None:
    found = registry.run(clean(kind), shipped_frames(), language="en", links=links_of(clean(kind)))

    assert [finding for finding in found if finding.severity != "info"] == []


@pytest.mark.parametrize("code", registry.checks())
def test_a_planted_mistake_is_found(code: str) -> None:
    kind, planter = planters()[code]
    before = registry.run(
        clean(kind), shipped_frames(), language="en", codes=(code,), links=links_of(clean(kind))
    )

    for number in range(3):
        wrong, links = planted_in(clean(kind), planter, random.Random(f"{code} {number}"))
        found = registry.run(wrong, shipped_frames(), language="en", codes=(code,), links=links)
        assert {finding.message for finding in found} - {finding.message for finding in before}
