"""The texts that only a report has, each saved by itself (`editing`): its title, introduction and running text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext

from editing import registry
from editing.history import Edit, Subject, keep
from editing.registry import Refusal, Unknown, write_each
from ita_portal.thai.celltext import clean
from ita_portal.thai.digits import parse_number
from municipalities.addresses import address
from municipalities.models import Municipality, User
from reports.build import BLOCKS, PLACES
from reports.formats.json_form import from_tree
from reports.models import Report
from reports.services import set_front_matter

KIND = "report"


class ReportTexts:
    """`report:12` with `title`, `intro`, and `before.0` and the like: the text of a block of `Report.blocks`."""

    kind = KIND

    def found(self, municipality: Municipality, action_year: int, key: str) -> Report:
        found = (
            Report.objects.select_related("municipality")
            .filter(pk=parse_number(key) or 0, municipality=municipality, action_year=action_year)
            .first()
        )
        if found is None:
            raise Unknown(key)
        return found

    def locked(self, municipality: Municipality, action_year: int, key: str, *, actor: User) -> Report:
        found = self.found(municipality, action_year, key)
        return Report.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=found.pk)

    def subject(self, row: Report) -> Subject:
        return Subject(KIND, row.pk)

    def named(self, subject: Subject) -> str:
        return f"{KIND}:{subject.pk}"

    def text(self, row: Report, field: str) -> str:
        if field == "title":
            return row.title
        if field == "intro":
            return str(row.layout.get("intro", ""))
        place, number = _block(row, field)
        return str(row.blocks[place][number].get("text", ""))

    def canonical(self, row: Report, field: str, text: str) -> str:
        return clean(text)

    def write(
        self, row: Report, texts: Mapping[str, str], *, actor: User, edit: Edit | None
    ) -> dict[str, Refusal]:
        return write_each(
            row, texts, lambda field, text: self._write_one(row, field, clean(text), actor, edit)
        )

    def _write_one(self, row: Report, field: str, text: str, actor: User, edit: Edit | None) -> None:
        before = self.text(row, field)
        if field == "title":
            set_front_matter(row, title=text, actor=actor)
        elif field == "intro":
            set_front_matter(row, layout_options={"intro": text}, actor=actor)
        else:
            place, number = _block(row, field)
            blocks = from_tree(BLOCKS, row.blocks[place])
            changed = (*blocks[:number], replace(blocks[number], text=text), *blocks[number + 1 :])
            set_front_matter(row, blocks={place: changed}, actor=actor)
        keep(self.subject(row), row.municipality, {field: (before, text)}, actor=actor, edit=edit)

    def label(self, row: Report, field: str) -> str:
        self.text(row, field)
        words = {"title": gettext("title of the report"), "intro": gettext("Introduction")}
        return words.get(field, gettext("Text of the document"))

    def address(self, row: Report, action_year: int, field: str, code: str) -> str:
        return address("report", code, action_year, row.kind, fragment="findings")


def _block(row: Report, field: str) -> tuple[str, int]:
    """The place and number of a block. Raises Unknown when there is none."""
    place, _dot, number = field.partition(".")
    if place not in PLACES or not number.isdecimal():
        raise Unknown(field)
    blocks = row.blocks.get(place, [])
    if int(number) >= len(blocks):
        raise Unknown(field)
    return place, int(number)


def register() -> None:
    registry.register(ReportTexts())
