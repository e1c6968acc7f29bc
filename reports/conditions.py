"""What must hold before a step of the workflow is carried out, asked under the report's lock (design §5)."""

from __future__ import annotations

from django.utils.translation import gettext

from municipalities.models import User
from municipalities.queries import roles_in
from reports.models import Report, State, Version
from reports.workflow import BY_ACTION, NotAllowed, Transition, WrongState
from trail.models import Event

PUBLISHED, FAILED = "report-published", "report-publishing-failed"
WORKFLOW_EVENTS = (*(each.event for each in BY_ACTION.values()), PUBLISHED, FAILED)


def require_role(report: Report, transition: Transition, actor: User) -> None:
    if not actor.is_active or not roles_in(actor, report.municipality) & transition.roles:
        raise NotAllowed(
            gettext("This can be done by: %(roles)s.")
            % {"roles": ", ".join(sorted(str(role.label) for role in transition.roles))}
        )


def done_already(report: Report, transition: Transition, actor: User) -> bool:
    """Whether this very step was the last one: the second press of a button changes nothing."""
    if transition.action == "withdraw":
        version = newest(report)
        return version is not None and version.state == Version.State.WITHDRAWN
    if transition.action == "publish" and report.state == State.PUBLISHED:
        return True
    if report.state != transition.target:
        return False
    last = (
        Event.objects.filter(subject_type="reports.report", subject_id=report.pk, action__in=WORKFLOW_EVENTS)
        .order_by("-pk")
        .first()
    )
    same_person = last is not None and (last.actor_id == actor.pk or transition.action == "publish")
    return last is not None and last.action == transition.event and same_person


def require_state(report: Report, transition: Transition, sha256: str | None) -> None:
    if report.state not in transition.sources:
        raise WrongState(
            gettext("The report is %(state)s: “%(action)s” is not possible now.")
            % {"state": report.get_state_display(), "action": transition.label}
        )
    if transition.same_document and sha256 is not None and sha256 != report.submitted_sha256:
        raise WrongState(gettext("The report was submitted again in the meantime: please read it once more."))


def require_person(report: Report, transition: Transition, actor: User) -> None:
    submitter = report.submitted_by_id == actor.pk
    if transition.by == "submitter" and not submitter:
        raise NotAllowed(gettext("Only the person who submitted the report can take it back."))
    if transition.by == "another" and submitter:
        raise NotAllowed(gettext("A report is approved by another person than who submitted it."))


def newest(report: Report) -> Version | None:
    return report.versions.exclude(state=Version.State.RESERVED).order_by("-number").first()
