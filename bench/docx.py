"""How long a Word file takes, beside the PDF of the same report.

    python -m bench.docx [--pages 5,20,100] [--runs 5]

Both are warm: everything is loaded, and each report was written once before. The table says medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from bench.report import report_of_pages
from reports.document import Document
from reports.writers.docx import write_docx
from reports.writers.pdf import write_pdf

GOAL_PAGES, GOAL_SECONDS = 20, 0.5


def seconds(write: Callable[[], object], runs: int) -> float:
    """The median time of so many runs after one that does not count."""
    write()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        write()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", default="5,20,100")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print("| pages asked | pages | measures | Word s | Word kB | PDF s |")
    print("|---:|---:|---:|---:|---:|---:|")
    for asked in map(int, options.pages.split(",")):
        document = report_of_pages(asked, _pages)
        word = seconds(lambda shown=document: write_docx(shown), options.runs)
        paper = seconds(lambda shown=document: write_pdf(shown), max(1, options.runs // 2))
        size = len(write_docx(document)) / 1000
        print(
            f"| {asked} | {_pages(document)} | {document.measure_count} | {word:.2f} | {size:.0f} | {paper:.2f} |"
        )
        if asked == GOAL_PAGES:
            verdict = "met" if word <= GOAL_SECONDS else "missed"
            print(f"\n{GOAL_PAGES} pages: {word:.2f} s, goal {GOAL_SECONDS} s: {verdict}.\n")


def _pages(document: Document) -> int:
    return write_pdf(document).pages


if __name__ == "__main__":
    main()
