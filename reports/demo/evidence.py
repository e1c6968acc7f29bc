"""Evidence of the demo: links as they are, and small invented files from the folder of a story."""

from __future__ import annotations

from pathlib import Path

from measures.evidence import add_evidence, add_files, change_evidence
from measures.models import Measure
from municipalities.models import User
from reports.demo.stories import PlannedEvidence


class HandedIn:
    """A file as a form would bring it."""

    def __init__(self, file: Path) -> None:
        self.name, self._data = file.name, file.read_bytes()
        self.size = len(self._data)

    def read(self) -> bytes:
        return self._data


def enter_evidence(measure: Measure, planned: PlannedEvidence, officer: User) -> None:
    """Nobody looks whether a link opens: no address of the demo does."""
    if planned.file is None:
        add_evidence(measure, title=planned.title, url=planned.url, is_public=planned.public, actor=officer)
        return
    (evidence,) = add_files(measure, [HandedIn(planned.file)], title=planned.title, actor=officer)
    change_evidence(evidence, title=planned.title, is_public=planned.public, actor=officer)
