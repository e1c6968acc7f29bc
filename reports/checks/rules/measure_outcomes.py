"""measure-outcomes: a measure lists more steps than outcomes.

Officers number what they did (๑. …) and what came of it (๑) …) so that the two answer each other. An outcome in
running text, or one line that answers several ("๑) – ๓) …"), leaves nothing open.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.listed import numbers_listed
from reports.checks.measure_rows import Row, rows_of
from reports.checks.registry import check
from reports.checks.texts import measure_place
from reports.document import Document

CODE = "measure-outcomes"
LISTED = 2
"""So many numbered outcomes make a list that answers the steps."""


@check(
    CODE,
    severity="warning",
    kinds=("results",),
    title=gettext_noop("Fewer outcomes than steps"),
    finds=gettext_noop("A measure whose numbered steps or outputs are more than its numbered outcomes."),
    example="สรุปผล ๑.–๕. แต่ผลลัพธ์มีเพียง ๑)–๔)",
    fix=gettext_noop("Write an outcome for each step, or say which steps an outcome belongs to."),
)
def measure_outcomes(document: Document, context: Context) -> Iterator[Finding]:
    for row in rows_of(document):
        outcomes = _listed(row, "outcome")
        if len(outcomes) < LISTED:
            continue
        for field in ("output", "procedure"):
            steps = _listed(row, field)
            if len(steps) > len(outcomes):
                yield _found(row, steps, outcomes, field)
                break


def _listed(row: Row, field: str) -> tuple[int, ...]:
    return tuple(number for part in row.parts for number in numbers_listed(part.text(field)))


def _found(row: Row, steps: tuple[int, ...], outcomes: tuple[int, ...], field: str) -> Finding:
    unanswered = [number for number in dict.fromkeys(steps) if number not in outcomes]
    values = {
        "measure": row.name,
        "steps": len(steps),
        "outcomes": len(outcomes),
        "missing": ", ".join(map(str, unanswered[:6])),
    }
    if field == "output":
        message = gettext("%(measure)s has %(steps)s results but %(outcomes)s outcomes.")
    else:
        message = gettext("%(measure)s has %(steps)s steps but %(outcomes)s outcomes.")
    fix = gettext("Write an outcome for each step, or say which steps an outcome belongs to.")
    if unanswered:
        message += " " + gettext("Nothing is said for number %(missing)s.")
    where = measure_place(row.number, row.section, row.position, "outcome")
    return Finding(CODE, "warning", message % values, fix, where)
