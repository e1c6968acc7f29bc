"""What happened, in words: one short sentence per kind of event, for people who know the work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from municipalities.queries import person_names
from reports.event_places import places_of
from trail.models import Event

WORDS = {
    "assessment-created": _("began the scores"),
    "scores-saved": _("saved scores"),
    "scores-announced": _("entered announced results"),
    "scores-imported": _("wrote a list of announced results"),
    "analysis-added": _("added an analysis"),
    "analysis-saved": _("changed an analysis"),
    "analysis-deleted": _("deleted an analysis"),
    "analysis-moved": _("reordered the analysis"),
    "plan-created": _("began the plan"),
    "section-added": _("added a section"),
    "section-deleted": _("deleted a section"),
    "section-heading-saved": _("changed the heading of a section"),
    "measure-added": _("added a measure"),
    "measure-saved": _("changed a measure"),
    "measure-moved": _("moved a measure"),
    "measure-deleted": _("deleted a measure"),
    "measure-restored": _("brought a deleted measure back"),
    "measures-pasted": _("pasted a table of measures"),
    "measure-years-checked": _("looked at the years of a measure"),
    "measures-taken-over": _("took over measures of the year before"),
    "measures-undone": _("took back what was done to many measures"),
    "citation-inserted": _("inserted a result sentence"),
    "citations-renewed": _("renewed the figures of result sentences"),
    "progress-saved": _("told the progress of a measure"),
    "evidence-added": _("added evidence"),
    "evidence-saved": _("changed evidence"),
    "evidence-deleted": _("removed evidence"),
    "report-created": _("began a report"),
    "report-imported": _("imported a report"),
    "report-import-undone": _("took an import back"),
    "report-layout": _("chose a layout"),
    "report-front-matter": _("changed title or text of a report"),
    "report-stored-figures": _("took the stored figures into a report"),
    "report-submitted": _("submitted a report for approval"),
    "report-recalled": _("took a report back"),
    "report-returned": _("returned a report for correction"),
    "report-approved": _("approved a report"),
    "report-publishing": _("began to publish a report"),
    "report-published": _("published a report"),
    "report-publishing-failed": _("could not publish a report"),
    "findings-mended": _("mended what the checks found"),
    "report-amended": _("began a new version of a report"),
    "return-note-resolved": _("did what the approver had remarked"),
    "waiver-requested": _("asked that a mistake may stay"),
    "waiver-granted": _("granted a waiver"),
    "waiver-refused": _("refused a waiver"),
    "version-withdrawn": _("withdrew a published version"),
    "scan-added": _("put the signed scan beside a version"),
    "own-copy-entered": _("entered the address on the municipality's own website"),
    "rendering-requested": _("asked for a PDF"),
    "review-assigned": _("assigned a review"),
    "review-component": _("decided on a required component"),
    "review-finding-added": _("found something in a published report"),
    "review-finding-withdrawn": _("took a finding back"),
    "review-finding-settled": _("was content with a reply"),
    "review-replied": _("replied to an auditor's finding"),
    "review-asked-further": _("asked further about a finding"),
    "review-accepted": _("accepted a published report"),
    "review-changes-requested": _("asked for a corrected version"),
    "municipality-created": _("entered the municipality"),
    "municipality-added": _("entered the municipality"),
    "municipality-changed": _("changed the municipality"),
    "municipality-became": _("recorded what the municipality became"),
    "municipality-merged": _("recorded the merger into another municipality"),
    "municipality-took-over": _("recorded that another municipality was merged into this one"),
    "municipality-parted": _("took a merger of municipalities back"),
    "municipalities-imported": _("wrote a list of municipalities"),
    "municipality-deleted": _("deleted the municipality"),
    "user-added": _("added a person"),
    "user-changed": _("changed a person's account"),
    "user-deleted": _("deleted a person's account"),
    "user-erased": _("erased a person's account"),
    "role-given": _("gave a person a role"),
    "role-ended": _("ended a person's role"),
    "role-handed-over": _("handed a person's role over to another"),
    "invitation-made": _("invited a person"),
    "invitation-renewed": _("renewed an invitation"),
    "invitation-revoked": _("took an invitation back"),
    "invitation-accepted": _("accepted an invitation"),
    "token-made": _("made a token for another system"),
    "token-revoked": _("revoked a token"),
    "department-added": _("added a department"),
    "department-renamed": _("renamed a department"),
    "department-retired": _("retired a department"),
    "department-restored": _("took a department into use again"),
    "department-moved": _("reordered the departments"),
    "signatory-added": _("added a signatory"),
    "signatory-changed": _("changed a signatory"),
    "signatory-removed": _("removed a signatory"),
    "framework-published": _("published a year of the catalogue"),
    "framework-archived": _("replaced a year of the catalogue"),
    "framework-begun": _("began the draft of a year of the catalogue"),
    "framework-imported": _("imported a year of the catalogue as a draft"),
    "framework-discarded": _("discarded the draft of a year of the catalogue"),
    "framework-taken-over": _("took over work to a corrected year of the catalogue"),
    "catalogue-added": _("added to the catalogue"),
    "catalogue-changed": _("changed the catalogue"),
    "catalogue-deleted": _("deleted from the catalogue"),
}

KEY_EVENTS = (
    "report-published",
    "report-approved",
    "report-submitted",
    "report-returned",
    "version-withdrawn",
    "review-accepted",
    "review-changes-requested",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a line of the history. `place` is what was changed: an issue's measure, an item, a report."""

    pk: int
    who: str
    what: str
    place: str
    comment: str
    at: datetime
    is_key: bool


def latest_events(municipality: Municipality, count: int, before: int | None = None) -> list[Event]:
    """The newest events of a municipality, older than the one with the key `before`."""
    found = Event.objects.filter(municipality_id=municipality.pk)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:count])


def told(events: Collection[Event]) -> dict[int, Told]:
    """Events in words by their key, in a few queries whatever their number.

    Events without a person were done by the portal.
    """
    names = person_names({each.actor_id for each in events if each.actor_id})
    places = places_of(events)
    return {
        each.pk: Told(
            each.pk,
            names.get(each.actor_id or 0, "") or str(_("The portal")),
            str(WORDS.get(each.action, each.action)),
            places.get(each.pk, ""),
            each.comment,
            each.at,
            each.action in KEY_EVENTS,
        )
        for each in events
    }
