"""How long a PDF takes, and how much memory: our renderer cold and warm, beside headless Chromium.

    python -m bench.render [--pages 5,20,100] [--runs 5] [--json FILE]

"cold" is a fresh process that loads everything and renders once; "warm" is the renderer that stays (one forked
child per job). Chromium prints the very page our renderer lays out, with the same fonts, and is always cold:
it starts for each job. The two take turns, so that a busy machine hurts both. Memory is the highest resident set
of a process and its children, sampled. The table says medians; ratios are against Chromium.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.report import report_of_pages
from reports.document import Document
from reports.fonts import font_face_css
from reports.formats.json_form import dumps
from reports.rendering import Renderer
from reports.writers.assets import STATIC
from reports.writers.pdf import STYLES, paper_html, write_pdf

PROJECT = Path(__file__).resolve().parents[1]
GOAL_PAGES, GOAL_SECONDS = 20, 1.5
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-pdf-header-footer",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
COLD = """
import sys
from reports.formats.json_form import loads
from reports.writers.pdf import write_pdf
sys.stdout.buffer.write(write_pdf(loads(sys.stdin.buffer.read())).data)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds of wall clock, peak memory in MB, pages of the PDF."""

    seconds: float
    memory: float
    pages: int


class Memory:
    """The highest resident set of a process with its children, sampled every few milliseconds."""

    def __init__(self, process: int) -> None:
        self.process = process
        self.peak = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self.peak = max(self.peak, sum(map(_resident, _family(self.process))))


def _family(process: int) -> list[int]:
    found = [process]
    for each in found:
        try:
            for children in Path(f"/proc/{each}/task").glob("*/children"):
                found += [int(child) for child in children.read_text().split()]
        except OSError:  # it ended while it was looked at
            continue
    return found


def _resident(process: int) -> float:
    """Memory of a process in MB, its share of what it has in common with others (Pss), so that a fork counts once."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except (OSError, IndexError):
        pass
    return 0.0


def _run(command: list[str], data: bytes = b"") -> tuple[bytes, float, float]:
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=PROJECT
    )
    with Memory(process.pid) as memory:
        out, _ = process.communicate(data)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with status {process.returncode}")
    return out, time.perf_counter() - began, memory.peak


def cold(document: Document) -> Measured:
    data, seconds, memory = _run([sys.executable, "-c", COLD], dumps(document))
    return Measured(seconds, memory, page_count(data))


def warm(renderer: Renderer, document: Document) -> Measured:
    assert renderer.pid is not None
    began = time.perf_counter()
    with Memory(renderer.pid) as memory:
        made = renderer.render(dumps(document))
    return Measured(time.perf_counter() - began, memory.peak, made.pages)


def chromium(program: str, document: Document, folder: Path) -> Measured:
    page, out = folder / "report.html", folder / "report.pdf"
    page.write_text(standalone(document), "utf-8")
    out.unlink(missing_ok=True)
    command = [
        program,
        *CHROMIUM,
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={out}",
        page.as_uri(),
    ]
    _, seconds, memory = _run(command)
    return Measured(seconds, memory, page_count(out.read_bytes()))


def standalone(document: Document) -> str:
    """The page our renderer lays out, with the style and the same font files inside."""

    def inside(face: object) -> str:
        return f"data:font/ttf;base64,{b64encode(face.path.read_bytes()).decode()}"  # type: ignore[attr-defined]

    style = "\n".join([font_face_css(inside), *((STATIC / name).read_text("utf-8") for name in STYLES)])
    return paper_html(document).replace("<style>", f"<style>{style}</style><style>", 1)


def page_count(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return len(document)
    finally:
        document.close()


def median(runs: list[Measured], of: Callable[[Measured], float]) -> float:
    return statistics.median(of(each) for each in runs)


def measure(pages: int, runs: int, program: str | None) -> dict[str, list[Measured]]:
    document = report_of_pages(pages, lambda each: write_pdf(each).pages)
    found: dict[str, list[Measured]] = {"cold": [], "warm": [], "Chromium": []}
    with Renderer(timeout=300) as renderer, tempfile.TemporaryDirectory() as folder:
        renderer.render(dumps(document))
        for _ in range(runs):
            found["cold"].append(cold(document))
            found["warm"].append(warm(renderer, document))
            if program:
                found["Chromium"].append(chromium(program, document, Path(folder)))
    return {name: each for name, each in found.items() if each}


def table(results: dict[int, dict[str, list[Measured]]]) -> str:
    """The medians as Markdown."""
    lines = [
        "| pages asked | | pages | seconds | s per page | × Chromium | peak MB |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for pages, found in results.items():
        beside = median(found["Chromium"], lambda each: each.seconds) if "Chromium" in found else None
        for name, runs in found.items():
            seconds = median(runs, lambda each: each.seconds)
            made = runs[0].pages
            ratio = f"{seconds / beside:.2f}" if beside else "–"
            memory = median(runs, lambda each: each.memory)
            lines.append(
                f"| {pages} | {name} | {made} | {seconds:.2f} | {seconds / made:.3f} | {ratio} | {memory:.0f} |"
            )
    return "\n".join(lines)


def verdict(results: dict[int, dict[str, list[Measured]]]) -> str:
    """Whether the goal is met, and if not, where the time goes."""
    if GOAL_PAGES not in results:
        return ""
    runs = results[GOAL_PAGES]["warm"]
    seconds = median(runs, lambda each: each.seconds)
    met = f"Warm, {GOAL_PAGES} pages: {seconds:.2f} s, goal {GOAL_SECONDS} s"
    if seconds <= GOAL_SECONDS:
        return f"{met}: met."
    best = min(each.seconds for each in runs)
    return (
        f"{met}: not met (best run {best:.2f} s). The time is layout ({seconds / runs[0].pages * 1000:.0f} ms a page, "
        "linear in pages): full landscape tables of 16 pt Thai, tagged, with line ends found in whole phrases; the "
        "share of starting up is nil, since the process is warm."
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", default="5,20,100", help="sizes, comma separated")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write every run into this file")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        print("Chromium is not installed: it is left out.", file=sys.stderr)
    results = {int(pages): measure(int(pages), options.runs, program) for pages in options.pages.split(",")}
    print(table(results), verdict(results), sep="\n\n")
    if options.json:
        plain = {
            str(pages): {
                name: [{"seconds": each.seconds, "memory": each.memory, "pages": each.pages} for each in runs]
                for name, runs in found.items()
            }
            for pages, found in results.items()
        }
        options.json.write_text(json.dumps(plain, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
