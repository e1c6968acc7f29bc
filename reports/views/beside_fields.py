"""What the checks find on the page that somebody works on: a fragment that the page puts beside its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.models import Report, State
from reports.places import Placed, placed
from reports.progress import Cycle

PAGES = {
    "scores": frozenset({"scores"}),
    "analysis": frozenset({"analysis"}),
    "measures": frozenset({"measures", "results"}),
    "results": frozenset({"measures", "results"}),
    "texts": frozenset({"document"}),
    "layout-analysis": frozenset({"document"}),
    "layout-results": frozenset({"document"}),
}
"""The parts of the work that each page edits."""
OF_THE_LAYOUT = ("title", "layout")
"""What of a document stands on the page of its layout, by the beginning of its path."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A finding of a draft, and the kind of report whose page can mend it."""

    each: Placed
    kind: str

    @property
    def subject(self) -> str:
        return self.each.field.subject if self.each.field else ""

    @property
    def name(self) -> str:
        """The field of its row that saves itself, "" when it has none."""
        return self.each.field.name if self.each.field else ""

    @property
    def anchor(self) -> str:
        """The element of the page that it stands at when its field is not there: `issue-3`, `score-i1`."""
        where = self.each.finding.where
        if where.measure is None and where.issue is not None:
            return f"issue-{where.issue}"
        return self.each.url.partition("#")[2]


def beside_fields(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """The findings of both drafts in what `?page=…` edits; one that both have is told once."""
    page = request.GET.get("page", "")
    cycle = Cycle(request.municipality, action_year)
    drafts = [each for each in cycle.reports.values() if each.state == State.DRAFT]
    rows = list(_rows(drafts, cycle, PAGES.get(page, frozenset())))
    if page.startswith("layout-"):
        rows = [row for row in rows if row.kind == page.removeprefix("layout-") and _of_layout(row.each)]
    errors = [row for row in rows if row.each.is_open]
    warnings = [row for row in rows if row.each.finding.severity == "warning"]
    kind = next((row.kind for row in [*errors, *warnings, *rows]), "results")
    context = {
        "rows": rows,
        "errors": len(errors),
        "warnings": len(warnings),
        "notes": len(rows) - len(errors) - len(warnings),
        "may_mend": request.may_write and Role.OFFICER in request.roles,
        "list_url": address("report", request.code, action_year, kind, fragment="findings"),
        "checked": bool(drafts),
        "action_year": action_year,
    }
    response = render(request, "reports/beside_fields.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _of_layout(each: Placed) -> bool:
    return (each.finding.where.path or ("",))[0] in OF_THE_LAYOUT


def _rows(drafts: list[Report], cycle: Cycle, parts: frozenset[str]) -> Iterator[Beside]:
    seen = set()
    for report in sorted(drafts, key=lambda each: each.kind, reverse=True):
        frozen, findings = cycle.checked(report)
        for group in placed(findings, frozen.document, cycle):
            for row in group.findings:
                where = row.finding.where
                name = (row.finding.code, row.field or row.url, where.start, where.end, row.finding.message)
                if row.part in parts and name not in seen:
                    seen.add(name)
                    yield Beside(row, report.kind)
