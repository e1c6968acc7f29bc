"""PDFs of drafts: asked for in the browser, made by the worker, kept by the hash of the Document (design §10)."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from municipalities.models import User
from reports import storage
from reports.files import PDF_TYPE, RenderingFailed, draft_pdf, memo_pdf
from reports.frozen import Frozen, frozen_to_read
from reports.models import Rendering, Report
from reports.tasks import make_rendering
from trail.services import record

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=15)
"""A rendering takes at most a minute; one that is under way for longer lost its worker."""

UNDER_WAY = (Rendering.State.QUEUED, Rendering.State.RUNNING)


@transaction.atomic
def request_rendering(
    report: Report, *, actor: User | None = None, form: str = Rendering.Form.REPORT
) -> Rendering:
    """The PDF of the report as it is now: the one there is, the one under way, or a new one in the queue.

    One job per report at a time: while another Document is being rendered, this one is noted and comes next.
    """
    locked = Report.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=report.pk)
    frozen = frozen_to_read(locked)
    done = _done(locked, frozen.sha256, form)
    if done is not None:
        return done
    under_way = locked.renderings.select_for_update().filter(form=form, state__in=UNDER_WAY).first()
    if under_way is None:
        return _queue(locked, frozen.sha256, actor, form)
    if under_way.state == Rendering.State.QUEUED:
        under_way.document_sha256 = frozen.sha256
        under_way.save(update_fields=["document_sha256"])
    elif under_way.document_sha256 != frozen.sha256:
        under_way.wanted_sha256 = frozen.sha256
        under_way.save(update_fields=["wanted_sha256"])
    return under_way


def _done(report: Report, sha256: str, form: str) -> Rendering | None:
    """A finished rendering of this Document whose bytes are still there."""
    found = report.renderings.filter(form=form, state=Rendering.State.DONE, document_sha256=sha256)
    return next((each for each in found.order_by("-pk") if storage.is_whole(each.file_id or "")), None)


def _queue(report: Report, sha256: str, actor: User | None, form: str) -> Rendering:
    rendering = Rendering.objects.create(report=report, form=form, document_sha256=sha256, requested_by=actor)
    make_rendering.enqueue(rendering.pk)
    record(
        "rendering-requested", report, actor=actor, municipality=report.municipality,
        after={"rendering": rendering.pk, "form": form, "document_sha256": sha256},
    )  # fmt: skip
    return rendering


def make(pk: int) -> None:
    """Make a rendering that was asked for, of the newest Document. Never raises for what a document can cause."""
    started = _start(pk)
    if started is None:
        return
    rendering, frozen = started
    try:
        pdf = memo_pdf(frozen) if rendering.form == Rendering.Form.MEMO else draft_pdf(frozen)
        stored = storage.store(pdf.data, PDF_TYPE)
    except RenderingFailed as error:
        _finish(rendering, reason=str(error))
    except Exception:
        logger.exception("rendering %s failed", pk)
        _finish(
            rendering,
            reason=gettext("The PDF could not be made. The system administrator finds the cause in the log."),
        )
    else:
        _finish(rendering, file=stored.sha256, pages=pdf.pages, notice=pdf.notice)


@transaction.atomic
def _start(pk: int) -> tuple[Rendering, Frozen] | None:
    """Mark a rendering as under way; None when there is nothing to do (any more)."""
    rendering = _lock(pk)
    if rendering is None or rendering.state not in UNDER_WAY:
        return None
    if rendering.attempts >= MAX_ATTEMPTS:
        _fail(rendering, gettext("The worker was interrupted several times while it made this PDF."))
        return None
    frozen = frozen_to_read(rendering.report)
    rendering.state = Rendering.State.RUNNING
    rendering.document_sha256, rendering.wanted_sha256 = frozen.sha256, ""
    rendering.started_at = timezone.now()
    rendering.attempts += 1
    rendering.save()
    return rendering, frozen


@transaction.atomic
def _finish(
    rendering: Rendering,
    *,
    reason: str = "",
    file: str | None = None,
    pages: int | None = None,
    notice: str = "",
) -> None:
    """Store how it ended, and begin with the Document that was asked for meanwhile."""
    locked = _lock(rendering.pk)
    if locked is None or locked.state != Rendering.State.RUNNING:
        return
    if reason:
        _fail(locked, reason)
    else:
        locked.state = Rendering.State.DONE
        locked.file_id, locked.pages, locked.notice = file, pages, notice
        locked.finished_at = timezone.now()
        locked.save()
    if locked.wanted_sha256 and locked.wanted_sha256 != locked.document_sha256:
        _queue(locked.report, locked.wanted_sha256, locked.requested_by, locked.form)


def _lock(pk: int) -> Rendering | None:
    rows = Rendering.objects.select_for_update(of=("self",))
    return rows.select_related("report__municipality", "requested_by").filter(pk=pk).first()


def _fail(rendering: Rendering, reason: str) -> None:
    rendering.state = Rendering.State.FAILED
    rendering.reason = reason
    rendering.finished_at = timezone.now()
    rendering.save()


@transaction.atomic
def reap_renderings() -> int:
    """Fail the renderings that nobody works on any more, so that the next one can be asked for; return how many."""
    limit = timezone.now() - STALE_AFTER
    stale = Rendering.objects.select_for_update().filter(
        state__in=UNDER_WAY, requested_at__lt=limit, attempts__gte=MAX_ATTEMPTS
    )
    count = 0
    for rendering in stale.order_by("pk"):
        if rendering.started_at is None or rendering.started_at < limit:
            _fail(rendering, gettext("The worker was interrupted several times while it made this PDF."))
            count += 1
    return count
