"""The rendering process: warm, limited, and never the end of the program that asks."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reports.document import Block, Section
from reports.fonts import FOLDER
from reports.formats.json_form import dumps
from reports.layouts import STEPS_FIRST
from reports.rendering import Renderer, RenderFailed
from reports.rendering.fetcher import Refused, SafeFetcher
from reports.rendering.messages import Job, write_job
from reports.writers.html import Imprint
from reports.writers.pdf import write_pdf
from tests.conftest import PROJECT
from tests.reports.writers.demo import LOANS, PLAN, RESULTS


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(timeout=600) as each:
        yield each


def children_of(renderer: Renderer) -> Path:
    """The file in which the kernel lists the children of the rendering process."""
    return Path(f"/proc/{renderer.pid}/task/{renderer.pid}/children")


def long_report(rows: int) -> bytes:
    measures = tuple(replace(LOANS, title=f"มาตรการ {n}") for n in range(rows))
    return dumps(replace(RESULTS, sections=(Section(1, measures=measures),)))


def test_it_gives_what_the_writer_gives(renderer):
    imprint = Imprint.of("https://portal.example/r/1/", 1, date(2026, 3, 20), "ab" * 32)
    picture = {"e" * 64: b"\x89PNG\r\n\x1a\n"}
    made = renderer.render(dumps(RESULTS), imprint=imprint, layout=STEPS_FIRST, images=picture)
    assert made == write_pdf(RESULTS, imprint=imprint, layout=STEPS_FIRST, images=picture)


def test_one_warm_process_serves_many_jobs(renderer):
    renderer.render(dumps(PLAN))
    process = renderer.pid
    renderer.render(dumps(PLAN))
    assert renderer.pid == process


def test_a_document_that_is_too_large_is_refused_with_its_place(renderer):
    bomb = replace(PLAN, before=(Block("paragraph", "w" * 40_000),))
    with pytest.raises(RenderFailed, match="text before, block 1: 40,000 characters") as refused:
        renderer.render(dumps(bomb))
    assert refused.value.refused
    assert renderer.render(dumps(PLAN)).pages > 1


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b'{"format": 99}', b"[" * 5000])
def test_what_is_no_document_is_refused(renderer, data):
    with pytest.raises(RenderFailed) as refused:
        renderer.render(data)
    assert refused.value.refused


def test_a_late_job_is_ended_and_leaves_no_process_behind(renderer):
    renderer.render(dumps(PLAN))
    children = children_of(renderer)
    renderer.timeout = 0.2
    try:
        with pytest.raises(RenderFailed, match=r"not ready after 0\.2 seconds"):
            renderer.render(long_report(400))
    finally:
        renderer.timeout = 600
    assert children.read_text().strip() == ""
    assert renderer.render(dumps(PLAN)).pages > 1


def test_a_killed_child_is_a_reason_and_the_next_job_is_served(renderer):
    renderer.render(dumps(PLAN))
    children = children_of(renderer)

    def kill() -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if found := children.read_text().split():
                os.kill(int(found[0]), signal.SIGKILL)
                return
            time.sleep(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(RenderFailed, match="ended by signal 9"):
        renderer.render(long_report(300))
    killer.join()
    assert renderer.render(dumps(PLAN)).pages > 1


def test_a_killed_parent_is_started_again(renderer):
    renderer.render(dumps(PLAN))
    os.kill(renderer.pid, signal.SIGKILL)
    deadline = time.monotonic() + 120
    while renderer.pid and time.monotonic() < deadline:
        time.sleep(0.01)
    assert renderer.render(dumps(PLAN)).pages > 1


def test_nobody_waits_any_more_and_the_process_ends_without_a_word():
    """The program that asks was killed: its pipes close, before the warming is done or while a PDF is made."""
    for sent in (b"", job_as_bytes()):
        process = subprocess.Popen(
            [sys.executable, "-m", "reports.rendering"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=PROJECT,
        )
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(sent)
        process.stdin.flush()
        process.stdout.close()
        process.stdin.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=240) == 0


def job_as_bytes() -> bytes:
    stream = io.BytesIO()
    write_job(stream, Job(dumps(PLAN)))
    return stream.getvalue()


def test_closing_ends_the_process():
    renderer = Renderer(timeout=600)
    renderer.render(dumps(PLAN))
    process = renderer.pid
    renderer.close()
    assert not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x", "https://example.org/", "file:///etc/passwd", "ftp://example.org/",
        "asset:../secret.ttf",
        "asset:/etc/passwd", "asset:__init__.py", "asset:nothing.ttf", "data:text/html,<b>",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/png;base64," + "A" * 1_100_000, "relative.png", "",
    ],
)  # fmt: skip
def test_the_fetcher_gives_nothing_but_its_folder_and_small_pictures(address):
    with pytest.raises(Refused):
        SafeFetcher(FOLDER).fetch(address)


def test_the_fetcher_gives_fonts_and_small_pictures():
    fetcher = SafeFetcher(FOLDER)
    assert fetcher.fetch("asset:ita-sarabun-paper-regular.ttf").read()[:4] == b"\x00\x01\x00\x00"
    assert fetcher.fetch("data:image/png;base64,iVBORw0KGgo=").read() == b"\x89PNG\r\n\x1a\n"
