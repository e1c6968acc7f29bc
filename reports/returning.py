"""Returning a report: the approver's remarks stand beside what they are about until they are done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editing.remarks import Remark
from ita_portal.thai.celltext import clean
from measures.models import Measure
from municipalities.addresses import address
from municipalities.models import User
from municipalities.queries import current_code, roles_in
from municipalities.roles import Role
from reports.approval_models import ReturnedDocument, ReturnNote
from reports.models import Report
from reports.publication import perform
from reports.workflow import BY_ACTION, NotAllowed
from trail.models import Event
from trail.services import record

MEASURE, ANALYSIS, SCORES = "measure", "analysis", "assessment"
"""Kinds of rows beside whose fields a remark can stand, named as in `editing`."""
PLACE = 400
"""So many characters of a place are kept."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A remark and what it is about: the row (`subject` as in `editing`, "" for none), its field, the way there."""

    text: str
    place: str
    url: str
    subject_type: str = ""
    subject_id: int | None = None
    field: str = ""


@transaction.atomic
def give_back(
    report: Report, actor: User, comment: str, pins: Sequence[Pin] = (), *, sha256: str | None = None
) -> Report:
    """Return a report with a comment and remarks beside its fields. Raises a `workflow.Refused`.

    Remarks without a comment are comment enough: the event then says how many there are.
    """
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    said = [pin for pin in pins if clean(pin.text)]
    if said and not clean(comment):
        comment = _told((pin.place[:PLACE], clean(pin.text)) for pin in said)
    read = locked.submitted_document, locked.submitted_sha256
    returned = perform(locked, "return", actor, comment, sha256=sha256)
    if read[0] is None:  # it was returned before: pressed twice is once
        return returned
    event = _last_return(returned)
    assert event is not None
    ReturnedDocument.objects.create(
        report=returned, event=event, document=bytes(read[0]), document_sha256=read[1]
    )
    ReturnNote.objects.bulk_create(
        ReturnNote(
            report=returned,
            event=event,
            subject_type=pin.subject_type,
            subject_id=pin.subject_id,
            field=pin.field,
            place=pin.place[:PLACE],
            url=pin.url[:400],
            text=clean(pin.text),
        )
        for pin in said
    )
    return returned


def _told(remarks: Iterable[tuple[str, str]]) -> str:
    """The comment of a return that has only remarks."""
    return "\n".join(f"{place}: {text}" for place, text in remarks)


def _last_return(report: Report) -> Event | None:
    found = Event.objects.filter(
        subject_type="reports.report", subject_id=report.pk, action=BY_ACTION["return"].event
    )
    return found.order_by("-pk").first()


@transaction.atomic
def resolve(note: ReturnNote, actor: User) -> ReturnNote:
    """Mark a remark as done; twice is once. Raises NotAllowed."""
    locked = ReturnNote.objects.select_for_update(of=("self",)).select_related("report__municipality")
    found = locked.get(pk=note.pk)
    municipality = found.report.municipality
    if not actor.is_active or not roles_in(actor, municipality) & {Role.OFFICER, Role.APPROVER}:
        raise NotAllowed(gettext("This can be done by: %(roles)s.") % {"roles": Role.OFFICER.label})
    if found.resolved_at is None:
        found.resolved_at, found.resolved_by = timezone.now(), actor
        found.save(update_fields=["resolved_at", "resolved_by"])
        record(
            "return-note-resolved",
            found.report,
            actor=actor,
            municipality=municipality,
            after={"note": found.pk, "place": found.place, "text": found.text},
        )
    return found


@dataclass(frozen=True, slots=True)
class LastReturn:
    """What the approver said when the report came back, and the remarks that are not done yet.

    `comment` is empty when nothing was said beside the remarks.
    """

    comment: str
    by: str
    event: Event
    notes: tuple[ReturnNote, ...]

    @property
    def open(self) -> int:
        return sum(each.resolved_at is None for each in self.notes)


def last_return(report: Report) -> LastReturn | None:
    """The newest return since the last version, with its remarks and the older ones that are still open."""
    event = (
        Event.objects.filter(
            subject_type="reports.report",
            subject_id=report.pk,
            action__in=(BY_ACTION["return"].event, "report-published"),
        )
        .order_by("-pk")
        .first()
    )
    if event is None or event.action != BY_ACTION["return"].event:
        return None
    found = ReturnNote.objects.filter(report_id=report.pk).select_related("resolved_by").order_by("pk")
    notes = tuple(each for each in found if each.event_id == event.pk or each.resolved_at is None)
    _lead_away_from_the_deleted(report, notes)
    by = User.objects.filter(pk=event.actor_id).first() if event.actor_id else None
    own = [(each.place, each.text) for each in notes if each.event_id == event.pk]
    comment = "" if own and event.comment == clean(_told(own)) else event.comment
    return LastReturn(comment, str(by) if by else "", event, notes)


def _lead_away_from_the_deleted(report: Report, notes: Sequence[ReturnNote]) -> None:
    """Let the remarks on measures that were deleted since lead to the list of measures."""
    keys = {each.subject_id or 0 for each in notes if each.subject_type == MEASURE}
    there = set(Measure.objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    for note in notes:
        if note.subject_type == MEASURE and note.subject_id not in there:
            note.url = address("measures", current_code(report.municipality), report.action_year)


def returned_document(report: Report) -> bytes | None:
    """The Document as it was returned last, None when it never was since the last version."""
    came_back = last_return(report)
    if came_back is None:
        return None
    found = ReturnedDocument.objects.filter(event=came_back.event).first()
    return bytes(found.document) if found else None


def remarks_of_returns(kind: str, keys: Collection[int]) -> dict[int, list[Remark]]:
    """The remarks of approvers on rows that are edited, as far as nobody has marked them as done."""
    notes = ReturnNote.objects.filter(subject_type=kind, subject_id__in=keys, resolved_at=None)
    rows = list(notes.select_related("event", "report__municipality").order_by("pk"))
    people = User.objects.in_bulk({each.event.actor_id for each in rows if each.event.actor_id})
    pages = {pk: _page_of(report) for pk, report in {each.report_id: each.report for each in rows}.items()}
    found: dict[int, list[Remark]] = {}
    for note in rows:
        who = people.get(note.event.actor_id or 0)
        remark = Remark(note.field, note.text, str(who or ""), note.event.at, pages[note.report_id])
        found.setdefault(note.subject_id or 0, []).append(remark)
    return found


def _page_of(report: Report) -> str:
    code = current_code(report.municipality)
    return address("report", code, report.action_year, report.kind, fragment="returned")
