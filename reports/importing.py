"""A file on its way into a year of work: read, kept for review, then saved as chosen in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from catalogue.models import DocumentKind
from catalogue.queries import frames_in_force, framework_for
from ita_portal.thai.celltext import clean_characters
from ita_portal.thai.normal import squash
from measures.fields import ALL
from municipalities.guard import refusal
from municipalities.models import Municipality, User
from municipalities.queries import municipality_by_code
from reports.apply import Applied, Mode, apply_document, storable_document
from reports.apply_result import Note
from reports.build import municipality_on
from reports.document import Document
from reports.formats.json_form import from_tree, to_tree
from reports.guard import held_reason
from reports.import_models import ImportUndo
from reports.import_rows import rows_of_year
from reports.import_undo import keep_for_undo
from reports.models import ImportDraft, Report, State
from reports.offline import without_blank_rows
from reports.readers.reading import Reading, Warning  # noqa: A004 - the word of the field
from reports.reading_apart import read_apart, warning_from, warning_tree
from reports.selection import Taken

KEPT_FOR = timedelta(days=7)
MOST_MEASURES = 3000
"""More rows are not printed either (`reports.writers.limits`)."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a file brought, and what takes it back."""

    applied: Applied
    undo: ImportUndo


class NotImported(ValueError):
    """The file cannot be taken; the message says why, in the user's language."""


def key_year_of(kind: str, action_year: int) -> int:
    """The year of a report of this kind in a year of work."""
    return action_year - 1 if kind == "analysis" else action_year


def begin_import(
    municipality: Municipality, action_year: int, data: bytes, *, filename: str, kind: str, actor: User
) -> ImportDraft:
    """Read a file and keep what was understood; `kind` "" lets the file say what it is. Writes nothing else.

    Raises UnreadableFile, NotImported, or NoFramework when the catalogue does not have the year.
    """
    reading = _read(data, kind, action_year)
    if reading.document.measure_count > MOST_MEASURES:
        raise NotImported(
            gettext("The file holds %(count)s measures; at most %(most)s can be taken at once.")
            % {"count": reading.document.measure_count, "most": MOST_MEASURES}
        )
    with transaction.atomic():
        purge_imports()
        return ImportDraft.objects.create(
            municipality=municipality,
            action_year=action_year,
            kind=reading.document.kind,
            filename=clean_characters(filename)[-200:],
            document=to_tree(storable_document(reading.document)),
            reading={
                "warnings": [_storable(warning_tree(each)) for each in reading.warnings],
                "places": {str(line): list(place) for line, place in reading.places.items()},
            },
            uploaded_by=actor,
        )


def purge_imports() -> int:
    """Drop the files that nobody saved in time, and what would take old imports back; return how many."""
    limit = timezone.now() - KEPT_FOR
    ImportUndo.objects.filter(created_at__lt=limit).delete()
    return ImportDraft.objects.filter(created_at__lt=limit).delete()[0]


def _read(data: bytes, kind: str, action_year: int) -> Reading:
    key_years = {each: key_year_of(each, action_year) for each in DocumentKind.values}
    reading = read_apart(data, frames=frames_in_force(), kind=kind, key_years=key_years)
    reading = replace(reading, document=without_blank_rows(reading.document))
    framework_for(reading.document.kind, key_years[reading.document.kind])
    return reading


def document_of(draft: ImportDraft) -> Document:
    document: Document = from_tree(Document, draft.document)
    return document


def warnings_of(draft: ImportDraft) -> list[Warning]:
    return [warning_from(each) for each in draft.reading.get("warnings", ())]


def places_in(draft: ImportDraft) -> dict[int, tuple[int, ...]]:
    """Table and row by line; empty for a text file."""
    places = draft.reading.get("places", {})
    return {int(line): tuple(place) for line, place in places.items()}


def locked_reason(municipality: Municipality, kind: str, action_year: int) -> str:
    """Why nothing of such a file can be saved now, or ""."""
    report = Report.objects.filter(
        municipality=municipality, kind=kind, key_year=key_year_of(kind, action_year)
    ).first()
    if report is not None and report.state != State.DRAFT:
        return held_reason(report)
    return refusal(municipality, ALL, action_year=action_year) or ""


@transaction.atomic
def save_import(draft: ImportDraft, taken: Taken, *, mode: Mode, actor: User) -> Saved:
    """Write what was chosen and drop the draft. "merge" adds beside what is there, "replace" takes its place.

    Raises ReadOnly while a report in approval holds what would be written, NotImported when nothing was chosen or
    somebody else has saved or dropped the draft.
    """
    locked = ImportDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if locked is None:
        raise NotImported(gettext("This file was saved or put away meanwhile."))
    if taken.nothing:
        raise NotImported(gettext("Choose what is to be saved."))
    municipality = Municipality.objects.select_for_update(no_key=True).get(pk=locked.municipality_id)
    document = document_of(locked)
    years = _years_of(locked, document)
    before = rows_of_year(municipality, years, (locked.kind, document.key_year or 0))
    applied = apply_document(document, municipality, mode=mode, actor=actor, only=taken)
    undo = keep_for_undo(before, applied.report, years=years, filename=locked.filename, actor=actor)
    locked.delete()
    return Saved(applied, undo)


def _years_of(draft: ImportDraft, document: Document) -> set[int]:
    """The years whose plan and scores a file may change."""
    said = (document.assessed_year, document.action_year, document.result.year)
    return {draft.action_year - 1, draft.action_year, *(year for year in said if year is not None)}


def named_otherwise(document: Document, municipality: Municipality) -> list[Note]:
    """A note when the file names another municipality than the one it is taken for."""
    written = document.municipality.name
    ours = municipality_on(municipality, timezone.localdate())
    if not written or squash(written) == squash(ours.name):
        return _of_the_same_name(document, municipality)
    message = gettext("The file names “%(written)s”, it was imported for “%(name)s”.") % {
        "written": written[:80],
        "name": ours.name,
    }
    return [Note("import-municipality", message)]


def _of_the_same_name(document: Document, municipality: Municipality) -> list[Note]:
    """Names repeat across provinces; a file that holds a code says for certain whose it is."""
    written = document.municipality
    other = municipality_by_code(written.code) if written.code else None
    if other is None or other == municipality:
        return []
    message = gettext(
        "The file is of “%(name)s” with the code %(code)s, another municipality of the same name."
    ) % {"name": written.name[:80], "code": written.code}
    return [Note("import-municipality", message)]


def _storable(tree: dict[str, Any]) -> dict[str, Any]:
    """Without characters that a database refuses."""
    params = [
        [name, clean_characters(value) if isinstance(value, str) else value] for name, value in tree["params"]
    ]
    return {**tree, "params": params, "quote": clean_characters(tree["quote"])}
