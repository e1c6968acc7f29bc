"""Carrying out transitions, and making a version public (design §5).

Every transition locks the report's row and asks everything again: the state, the person's role on this day, the
document that was read. Doing the same thing twice does it once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from ita_portal.thai.celltext import clean
from municipalities.models import User
from reports import storage, waivers
from reports.additions import after_publication
from reports.annex import keep_public_files
from reports.conditions import (
    FAILED,
    PUBLISHED,
    done_already,
    newest,
    require_person,
    require_role,
    require_state,
)
from reports.files import RenderingFailed, keep_assets, published_files
from reports.formats.json_form import loads
from reports.frozen import frozen_now
from reports.models import Report, State, Version
from reports.notices import tell_next
from reports.tasks import publish_version
from reports.waivers import obstacles
from reports.workflow import (
    BY_ACTION,
    Action,
    CommentMissing,
    HasErrors,
    WrongState,
)
from trail.models import Event
from trail.services import record

logger = logging.getLogger(__name__)

STALE_AFTER = timedelta(minutes=15)


@transaction.atomic
def perform(
    report: Report, action: Action | str, actor: User, comment: str = "", *, sha256: str | None = None
) -> Report:
    """Carry out a transition of the table in `reports.workflow` and return the report.

    `sha256` is the hash of the submitted document that the person read; another one is refused. Raises a
    `workflow.Refused`: NotAllowed, WrongState, CommentMissing, HasErrors. Twice by the same person is once.
    """
    transition = BY_ACTION.get(action)
    if transition is None:
        raise WrongState(gettext("There is no such step."))
    locked = _locked(report.pk)
    comment = clean(comment)
    require_role(locked, transition, actor)
    if done_already(locked, transition, actor):
        return locked
    require_state(locked, transition, sha256)
    require_person(locked, transition, actor)
    if transition.comment and not comment:
        raise CommentMissing(gettext("Please say why."))
    before = {"state": locked.state}
    said = _EFFECTS[transition.action](locked, actor, comment) or {}
    if transition.target is not None:
        locked.state = transition.target
    locked.save()
    record(
        transition.event,
        locked,
        actor=actor,
        municipality=locked.municipality,
        before=before,
        after={"state": locked.state, "document_sha256": locked.submitted_sha256, **said},
        comment=comment,
    )
    tell_next(locked, transition.event, actor, comment)
    return locked


def _locked(pk: int) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=pk)


def _submit(report: Report, actor: User, comment: str) -> None:
    frozen = frozen_now(report)
    found = obstacles(frozen.document)
    errors = waivers.uncovered(report, found, frozen.document)
    if errors:
        raise HasErrors(
            gettext("The report has %(count)s errors; the first: %(first)s")
            % {"count": len(errors), "first": errors[0].message},
            errors,
        )
    waivers.drop_unneeded(report, found, frozen.document)
    report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
    report.submitted_at, report.submitted_by = timezone.now(), actor


def _back_to_draft(report: Report, actor: User, comment: str) -> None:
    report.versions.filter(state=Version.State.RESERVED).update(notice="")  # why publishing failed is past
    report.submitted_document, report.submitted_sha256 = None, ""
    report.submitted_at = report.submitted_by = None
    report.approved_at = report.approved_by = None


def _approve(report: Report, actor: User, comment: str) -> None:
    waivers.require_granted(report)
    report.return_notes.filter(resolved_at=None).update(resolved_at=timezone.now(), resolved_by=actor)
    report.approved_at, report.approved_by = timezone.now(), actor


def _reserve_version(report: Report, actor: User, comment: str) -> None:
    """Reserve the next number under the report's lock and put the rendering into the queue.

    A number whose rendering failed is used again.
    """
    assert report.submitted_document is not None
    version = report.versions.filter(state=Version.State.RESERVED).first()
    if version is None:
        last = report.versions.aggregate(last=Max("number"))["last"] or 0
        version = Version(report=report, number=last + 1)
    version.document = bytes(report.submitted_document)
    version.document_sha256 = report.submitted_sha256
    version.published_by = actor
    version.notice, version.files = "", {}
    version.reason = reason_of_amendment(report)
    version.save()
    Version.objects.filter(pk=version.pk).update(reserved_at=timezone.now())
    publish_version.enqueue(version.pk)


def reason_of_amendment(report: Report) -> str:
    """Why the version that is being written was begun; "" for the first."""
    amended = Event.objects.filter(
        subject_type="reports.report", subject_id=report.pk, action=BY_ACTION["amend"].event
    )
    last = amended.order_by("-pk").first()
    return last.comment if last else ""


def _withdraw(report: Report, actor: User, comment: str) -> dict[str, object]:
    version = newest(report)
    if version is None:
        raise WrongState(gettext("There is no published version."))
    version.state = Version.State.WITHDRAWN
    version.withdrawn_at, version.withdrawn_by = timezone.now(), actor
    version.withdrawn_reason = comment
    version.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return {"version": version.number}


_EFFECTS: dict[Action, Callable[[Report, User, str], dict[str, object] | None]] = {
    "submit": _submit,
    "recall": _back_to_draft,
    "return": _back_to_draft,
    "approve": _approve,
    "publish": _reserve_version,
    "amend": _back_to_draft,
    "withdraw": _withdraw,
}
"""What a step does beside changing the state; what it returns is told in its event."""


def publish(pk: int) -> None:
    """Render and store all files of a reserved version, then make it public in one transaction.

    On failure the report goes back to approved with the reason and the number stays reserved. Never raises for
    what a document can cause; running it twice does it once.
    """
    version = Version.objects.select_related("report__municipality").filter(pk=pk).first()
    if version is None or version.state != Version.State.RESERVED or version.report.state != State.PUBLISHING:
        return
    try:
        files, notice = _stored_files(version)
    except RenderingFailed as error:
        _publishing_failed(pk, str(error))
    except Exception:
        logger.exception("publishing version %s failed", pk)
        _publishing_failed(
            pk, gettext("The files could not be made. The system administrator finds the cause in the log.")
        )
    else:
        _make_public(pk, version.document_sha256, files, notice)
        _prepare_for_readers(version)


def _prepare_for_readers(version: Version) -> None:
    """The version is public whatever becomes of this."""
    try:
        after_publication(version)
    except Exception:
        logger.exception("version %s is public, but what follows was not done", version.pk)


def _stored_files(version: Version) -> tuple[dict[str, str], str]:
    keep_assets()
    keep_public_files(loads(bytes(version.document)))
    files = published_files(version)
    stored = {name: storage.store(file.data, file.media_type).sha256 for name, file in files.items()}
    return stored, files["pdf"].notice


def _reserved(pk: int) -> tuple[Report, Version] | None:
    """The report and its version under lock, None when somebody else finished or gave up."""
    version = Version.objects.get(pk=pk)
    report = _locked(version.report_id)
    version.refresh_from_db()
    if version.state != Version.State.RESERVED or report.state != State.PUBLISHING:
        return None
    return report, version


@transaction.atomic
def _make_public(pk: int, sha256: str, files: dict[str, str], notice: str) -> None:
    found = _reserved(pk)
    if found is None or found[1].document_sha256 != sha256:
        return
    report, version = found
    version.state = Version.State.PUBLIC
    version.files, version.notice = files, notice
    version.published_at = timezone.now()
    version.save(update_fields=["state", "files", "notice", "published_at"])
    waivers.keep_with(version)
    lacking = {"notice": notice} if notice else {}
    told = {"version": version.number, "files": files, **lacking}
    _move(report, State.PUBLISHED, PUBLISHED, version, after=told)


@transaction.atomic
def _publishing_failed(pk: int, reason: str) -> None:
    found = _reserved(pk)
    if found is None:
        return
    report, version = found
    version.notice = reason
    version.save(update_fields=["notice"])
    _move(report, State.APPROVED, FAILED, version, comment=reason)


def _move(
    report: Report,
    state: State,
    event: str,
    version: Version,
    *,
    after: dict[str, object] | None = None,
    comment: str = "",
) -> None:
    before = {"state": report.state}
    report.state = state
    report.save(update_fields=["state", "updated_at"])
    record(
        event,
        report,
        actor=version.published_by,
        municipality=report.municipality,
        before=before,
        after={"state": state, **(after or {})},
        comment=comment,
    )
    tell_next(report, event, None, comment)


def reap_publications() -> int:
    """Send reports back to approved whose publishing nobody works on any more; return how many."""
    limit = timezone.now() - STALE_AFTER
    stale = Version.objects.filter(
        state=Version.State.RESERVED, report__state=State.PUBLISHING, reserved_at__lt=limit
    )
    count = 0
    for pk in list(stale.order_by("pk").values_list("pk", flat=True)):
        _publishing_failed(pk, gettext("The worker was interrupted while it made the files."))
        count += 1
    return count
