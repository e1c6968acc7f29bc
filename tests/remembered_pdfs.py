"""A PDF that one test has had rendered is not rendered again for the next test that needs the same one."""

from __future__ import annotations

from typing import Any

from reports.rendering import Renderer
from reports.writers.pdf import PdfResult

MOST = 40
PATIENCE = 600.0
"""Seconds; how busy the machine is says nothing about the portal."""


class RememberingRenderer(Renderer):
    """Renders each document once in a run; with `forgetful` set, every time, as the portal does."""

    forgetful = False

    def __init__(self) -> None:
        super().__init__(timeout=PATIENCE)
        self.known: dict[str, PdfResult] = {}

    def render(self, document_json: bytes, **how: Any) -> PdfResult:
        if self.forgetful:
            return super().render(document_json, **how)
        asked = repr((document_json, sorted(how.items())))
        if asked not in self.known:
            if len(self.known) == MOST:
                del self.known[next(iter(self.known))]
            self.known[asked] = super().render(document_json, **how)
        return self.known[asked]
