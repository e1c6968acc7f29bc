"""The list of findings that people work through: how many of each kind, and only those that they want to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from reports.checks.finding import SEVERITIES
from reports.places import Group

PARTS = ("scores", "analysis", "measures", "results", "document")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list: how many findings it leaves, and whether it is the one in force."""

    key: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FindingList:
    """The findings to show, and the choices of severity and part with their counts."""

    groups: Sequence[Group]
    severities: Sequence[Choice]
    parts: Sequence[Choice]
    severity: str
    part: str

    @property
    def shown(self) -> int:
        return sum(len(group.findings) for group in self.groups)

    @property
    def narrowed(self) -> bool:
        return bool(self.severity or self.part)

    @property
    def useful(self) -> bool:
        """Whether there is anything to choose between."""
        return sum(bool(each.count) for each in self.severities[1:]) + len(self.parts) > 3


def finding_list(groups: Sequence[Group], query: Mapping[str, str]) -> FindingList:
    """The findings that `?severity=…&part=…` asks for; an unknown word asks for nothing in particular."""
    severity = query.get("severity", "")
    severity = severity if severity in SEVERITIES else ""
    part = query.get("part", "")
    part = part if part in PARTS else ""
    of_part = [
        replace(group, findings=tuple(row for row in group.findings if part in ("", row.part)))
        for group in groups
    ]
    shown = [group for group in of_part if severity in ("", group.severity)]
    of_severity = [row for group in groups if severity in ("", group.severity) for row in group.findings]
    words = {
        "error": _("Wrong, to be mended"),
        "warning": _("Worth a look"),
        "info": _("For information"),
    }
    severities = [
        Choice("", _("All findings"), sum(len(group.findings) for group in of_part), not severity),
        *(
            Choice(group.severity, words[group.severity], len(group.findings), severity == group.severity)
            for group in of_part
            if group.findings or severity == group.severity
        ),
    ]
    names = {
        "scores": _("Scores"),
        "analysis": _("Analysis"),
        "measures": _("Measures"),
        "results": _("Results and evidence"),
        "document": _("Text of the document"),
    }
    counts = {key: sum(row.part == key for row in of_severity) for key in PARTS}
    parts = [
        Choice("", _("All parts"), len(of_severity), not part),
        *(Choice(key, names[key], counts[key], part == key) for key in PARTS if counts[key] or part == key),
    ]
    return FindingList(shown, severities, parts, severity, part)
