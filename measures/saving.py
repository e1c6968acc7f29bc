"""The fields of a measure, each saved by itself while somebody types (`editing`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from editing import registry
from editing.history import Edit, Subject
from editing.registry import Refusal, Unknown, write_each
from ita_portal.thai.celltext import clean
from ita_portal.thai.digits import parse_number
from measures.fields import FIELDS, TEXTS, stored_value
from measures.history import KIND, as_text
from measures.models import Measure
from measures.progress import SAVED_FIELDS, field_of, progress_text, save_progress
from measures.services import update_measure
from municipalities.addresses import address
from municipalities.models import Municipality, User

SAVEABLE = tuple(name for name in FIELDS if name != "extra")
ONE_TEXT = frozenset({*TEXTS, "period", *SAVED_FIELDS})
"""Fields whose text is kept as it is typed; the others are lists, one entry a line."""


class MeasureFields:
    """`measure:12` with the fields of `measures.fields`; lists travel one a line, a period as it is typed."""

    kind = KIND

    def found(self, municipality: Municipality, action_year: int, key: str) -> Measure:
        return self._row(municipality, action_year, key, lock=False)

    def locked(self, municipality: Municipality, action_year: int, key: str, *, actor: User) -> Measure:
        return self._row(municipality, action_year, key, lock=True)

    def _row(self, municipality: Municipality, action_year: int, key: str, *, lock: bool) -> Measure:
        rows = Measure.objects.select_for_update(of=("self",)) if lock else Measure.objects.all()
        found = (
            rows.select_related("section__plan__municipality", "section__issue")
            .filter(
                pk=parse_number(key) or 0,
                section__plan__municipality=municipality,
                section__plan__action_year=action_year,
            )
            .first()
        )
        if found is None:
            raise Unknown(key)
        return found

    def subject(self, row: Measure) -> Subject:
        return Subject(KIND, row.pk)

    def named(self, subject: Subject) -> str:
        return f"{KIND}:{subject.pk}"

    def text(self, row: Measure, field: str) -> str:
        if field in SAVED_FIELDS:
            return progress_text(row, field)
        if field not in SAVEABLE:
            raise Unknown(field)
        return as_text(field, stored_value(row, field))

    def canonical(self, row: Measure, field: str, text: str) -> str:
        if field in TEXTS or field in SAVED_FIELDS or field == "period":
            return clean(text)
        lines = (clean(line).strip() for line in text.split("\n"))
        return "\n".join(line for line in lines if line)

    def write(
        self, row: Measure, texts: Mapping[str, str], *, actor: User, edit: Edit | None
    ) -> dict[str, Refusal]:
        return write_each(row, texts, lambda field, text: self._write_one(row, field, text, actor, edit))

    def _write_one(self, row: Measure, field: str, text: str, actor: User, edit: Edit | None) -> None:
        if field in SAVED_FIELDS:
            round_, part = field_of(field)
            save_progress(row, round_, {part: text}, actor=actor, edit=edit)
        elif field in ONE_TEXT:
            update_measure(row, {field: text}, actor=actor, edit=edit)
        else:
            lines = self.canonical(row, field, text)
            update_measure(row, {field: lines.split("\n") if lines else []}, actor=actor, edit=edit)

    def label(self, row: Measure, field: str) -> str:
        self.text(row, field)
        words = {
            "title": gettext("name of the measure"),
            "procedure": gettext("steps"),
            "output": gettext("output"),
            "outcome": gettext("outcome"),
            "suggestion": gettext("suggestion"),
            "follow_up": gettext("follow-up"),
            "number_as_written": gettext("number"),
            "responsible": gettext("responsible"),
            "period": gettext("period"),
            "items": gettext("items"),
            "progress.six.status": gettext("status of the 6-month round"),
            "progress.six.text": gettext("progress of the 6-month round"),
            "progress.twelve.status": gettext("status of the 12-month round"),
            "progress.twelve.text": gettext("progress of the 12-month round"),
        }
        return words[field]

    def address(self, row: Measure, action_year: int, field: str, code: str) -> str:
        return address("measure_edit", code, action_year, row.pk, fragment=f"id_{field}")


def register() -> None:
    registry.register(MeasureFields())
