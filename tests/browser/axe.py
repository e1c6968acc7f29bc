"""axe-core on a page: what keeps people with a screen reader, a keyboard or weak eyes from using it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

WIDTHS = (1280, 390)
ZOOMED = 640
"""A screen of 1280 pixels at 200 % shows so many."""

RUN = """async () => {
    const result = await axe.run(document, {
        resultTypes: ["violations"],
        rules: {"target-size": {enabled: true}},
    });
    return result.violations;
}"""


@cache
def source() -> str:
    return (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on the open page at both widths, one line per rule and place; and what sticks out."""
    page.wait_for_load_state()
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if not page.evaluate("'axe' in window"):
            page.evaluate(source())
        found += [_line(page, width, rule, node) for rule in page.evaluate(RUN) for node in rule["nodes"]]
        found.append(_sticks_out(page, width))
    page.set_viewport_size({"width": ZOOMED, "height": 900})
    found.append(_sticks_out(page, ZOOMED))
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return list(filter(None, found))


def clean(page: Page) -> None:
    assert not (found := violations(page)), "\n".join(found)


def look_at(page: Page, paths: Iterable[str]) -> None:
    found = []
    for path in paths:
        response = page.goto(path)
        assert response
        assert response.status < 500, path
        found += violations(page)
    assert not found, "\n".join(found)


def _sticks_out(page: Page, width: int) -> str:
    wide = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)")
    return f"{page.url} is {wide} px wide at {width}" if wide > width else ""


def _line(page: Page, width: int, rule: dict[str, Any], node: dict[str, Any]) -> str:
    path = page.url.split("/", maxsplit=3)[-1]
    return f"/{path} at {width}: {rule['id']}: {node['html'][:160]} ({' '.join(node['failureSummary'].split())[:200]})"
