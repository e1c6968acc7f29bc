"""Do the checks find every mistake and cry wolf never? `python -m bench.checks [--reports 40] [--seed 1]`

Clean invented reports are checked as they are (anything said is a false alarm), then with one mistake planted at a
random place: it is found when the check of its code says something that it did not say of the clean report.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from catalogue.frame import Frame
    from reports.checks.context import Context
    from reports.checks.registry import Rule
    from reports.document import Document

REPORTS = 40


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--reports", type=int, default=REPORTS, help="clean reports, and plantings per rule"
    )
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    django.setup()
    measure(chosen.reports, chosen.seed)


def measure(reports: int, seed: int) -> None:
    from bench.clean_reports import analysis_report, links_of, results_report
    from bench.planting import planted_in, planters
    from catalogue.frame_data import shipped_frames
    from ita_portal.thai.words import words
    from reports.checks import registry
    from reports.checks.context import Context

    frames = shipped_frames()
    words("คำ")  # the dictionary is loaded before anybody asks
    makers = {"results": results_report, "analysis": analysis_report}
    clean = {
        kind: [make(random.Random(seed + number), frames) for number in range(reports)]
        for kind, make in makers.items()
    }
    said = {
        kind: [registry.run(each, frames, language="en", links=links_of(each)) for each in clean[kind]]
        for kind in clean
    }
    alarms = Counter(
        (finding.code, finding.severity) for kind in said for found in said[kind] for finding in found
    )
    print(f"Clean reports: {2 * reports}, seed {seed}.")
    print()
    print("| rule | planted | found | % | false alarms per clean report | ms |")
    print("|---|---:|---:|---:|---:|---:|")
    unseen = [make(random.Random(f"{seed} rule {n}"), frames) for n in range(3) for make in makers.values()]
    context = [Context(each, frames, links_of(each)) for each in unseen]
    for code, check in registry.checks().items():
        planted = found = 0
        kind, planter = planters()[code]
        for number in range(reports):
            wrong, links = planted_in(clean[kind][number], planter, random.Random(f"{seed} {code} {number}"))
            told = registry.run(wrong, frames, language="en", codes=(code,), links=links)
            before = {finding.message for finding in said[kind][number] if finding.code == code}
            planted += 1
            found += any(finding.message not in before for finding in told)
        false = sum(count for (of, _severity), count in alarms.items() if of == code) / (2 * reports)
        seconds = [_seconds(check.rule, each.document, each) for each in context]
        row = (code, planted, found, f"{100 * found / planted:.0f}")
        print("|", *(f"{cell} |" for cell in row), f"{false:.2f} | {1000 * statistics.median(seconds):.0f} |")
    errors = sum(count for (_code, severity), count in alarms.items() if severity == "error")
    doubts = sum(count for (_code, severity), count in alarms.items() if severity == "warning")
    print()
    print(
        f"False errors: {errors}. False warnings per clean report: {doubts / (2 * reports):.2f} (goal below 0.2)."
    )
    _whole(reports, seed, frames, makers)
    _changed(seed, frames)


def _seconds(rule: Rule, document: Document, context: Context) -> float:
    begun = time.process_time()
    list(rule(document, context))
    return time.process_time() - begun


def _whole(
    reports: int, seed: int, frames: Mapping[int, Frame], makers: Mapping[str, Callable[..., Document]]
) -> None:
    """All rules on reports that this process has not seen."""
    from reports.checks import registry
    from reports.checks.context import Context

    for kind, make in makers.items():
        seconds, letters = [], []
        for number in range(min(reports, 10)):
            document = make(random.Random(f"{seed} unseen {number}"), frames)
            begun = time.process_time()
            registry.run(document, frames, language="th")
            seconds.append(time.process_time() - begun)
            letters.append(sum(len(text.text) for text in Context(document, frames).texts))
        print(
            f"All rules, {kind}, {statistics.median(letters):.0f} letters: "
            f"{1000 * statistics.median(seconds):.0f} ms of processor time (goal 300)."
        )


def _changed(seed: int, frames: Mapping[int, Frame]) -> None:
    """All rules on a plan of 126 measures, then again each time one of its cells has changed."""
    from bench.clean_reports import large_report
    from reports.checks import registry

    document = large_report(random.Random(f"{seed} large"), frames)
    seconds = []
    for number in range(6):
        section = document.sections[3]
        measure = replace(section.measures[5], outcome=f"{section.measures[5].outcome} รอบ {number} ราย")
        measures = (*section.measures[:5], measure, *section.measures[6:])
        sections = (*document.sections[:3], replace(section, measures=measures), *document.sections[4:])
        begun = time.process_time()
        registry.run(replace(document, sections=sections), frames, language="th")
        seconds.append(1000 * (time.process_time() - begun))
    count = sum(len(section.measures) for section in document.sections)
    print(
        f"All rules, results of {count} measures: {seconds[0]:.0f} ms of processor time the first time, "
        f"{statistics.median(seconds[1:]):.0f} ms after a cell has changed (goal 300)."
    )


if __name__ == "__main__":
    main()
