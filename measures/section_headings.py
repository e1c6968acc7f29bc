"""The heading and number that a section was written with, each a field that saves itself (`editing`).

A section that prints the catalogue's title has neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext

from editing import registry
from editing.history import Edit, Subject, keep
from editing.registry import Refusal, Unknown
from ita_portal.thai.celltext import clean
from ita_portal.thai.digits import parse_number
from measures.fields import ALL
from measures.models import Section
from municipalities.addresses import address
from municipalities.guard import ReadOnly, require_writable
from municipalities.models import Municipality, User
from trail.services import record

KIND = "section"
FIELDS = ("heading_as_written", "number_as_written")


@transaction.atomic
def save_headings(
    section: Section, texts: Mapping[str, str], *, actor: User | None = None, edit: Edit | None = None
) -> Section:
    """Store heading and number as written. Raises ReadOnly while a report in approval holds the plan."""
    locked = (
        Section.objects.select_for_update(of=("self",))
        .select_related("plan__municipality")
        .get(pk=section.pk)
    )
    plan = locked.plan
    require_writable(plan.municipality, ALL, action_year=plan.action_year)
    before = {name: str(getattr(locked, name)) for name in texts if name in FIELDS}
    after = {name: clean(texts[name]) for name in before}
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    if not changed:
        return locked
    for name, (_was, now) in changed.items():
        setattr(locked, name, now)
    locked.save(update_fields=list(changed))
    keep(Subject(KIND, locked.pk), plan.municipality, changed, actor=actor, edit=edit)
    record(
        "section-heading-saved",
        locked,
        actor=actor,
        municipality=plan.municipality,
        before=before,
        after={**after, "issue": locked.issue.no if locked.issue else None},
    )
    return locked


class SectionFields:
    """`section:12` with `heading_as_written` and `number_as_written`."""

    kind = KIND

    def found(self, municipality: Municipality, action_year: int, key: str) -> Section:
        found = (
            Section.objects.select_related("plan__municipality", "issue")
            .filter(pk=parse_number(key) or 0, plan__municipality=municipality, plan__action_year=action_year)
            .first()
        )
        if found is None:
            raise Unknown(key)
        return found

    def locked(self, municipality: Municipality, action_year: int, key: str, *, actor: User) -> Section:
        found = self.found(municipality, action_year, key)
        Section.objects.select_for_update(of=("self",)).get(pk=found.pk)
        found.refresh_from_db()
        return found

    def subject(self, row: Section) -> Subject:
        return Subject(KIND, row.pk)

    def named(self, subject: Subject) -> str:
        return f"{KIND}:{subject.pk}"

    def text(self, row: Section, field: str) -> str:
        if field not in FIELDS:
            raise Unknown(field)
        return str(getattr(row, field))

    def canonical(self, row: Section, field: str, text: str) -> str:
        return clean(text)

    def write(
        self, row: Section, texts: Mapping[str, str], *, actor: User, edit: Edit | None
    ) -> dict[str, Refusal]:
        try:
            save_headings(row, texts, actor=actor, edit=edit)
        except ReadOnly as held:
            return {field: Refusal("locked", str(held)) for field in texts}
        row.refresh_from_db()
        return {}

    def label(self, row: Section, field: str) -> str:
        self.text(row, field)
        words = {"heading_as_written": gettext("heading"), "number_as_written": gettext("number")}
        return f"{row} · {words[field]}"

    def address(self, row: Section, action_year: int, field: str, code: str) -> str:
        return address(
            "measures", code, action_year, fragment=f"issue-{row.issue.no if row.issue else 'none'}"
        )


def register() -> None:
    registry.register(SectionFields())
