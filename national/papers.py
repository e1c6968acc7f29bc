"""PDFs of public pages: asked for in the browser, made by the worker, kept by the hash of what they show."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from national.paper_models import Paper
from national.tasks import make_paper
from reports.files import RenderingFailed, page_pdf
from vault import passing

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=10)
"""A PDF takes seconds; one under way for longer lost its worker."""
MOST_WAITING = 40
"""More than these are not queued: whoever asks next is told to come back."""
KEPT_FOR = timedelta(days=30)
"""For so long after somebody asked for it the last time."""
ASKED_EVERY = timedelta(days=1)
UNDER_WAY = (Paper.State.QUEUED, Paper.State.RUNNING)


class TooManyWaiting(Exception):
    """The worker has enough to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to lay out: `content` decides whether it is another one, `page` is the whole of it with its day."""

    content: str
    page: str
    name: str
    shown_at: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content.encode()).hexdigest()


@transaction.atomic
def request_paper(sheet: Sheet) -> Paper:
    """The PDF there is, the one under way, or a new one in the queue. Raises TooManyWaiting."""
    now = timezone.now()
    found = Paper.objects.select_for_update().filter(pk=sheet.sha256).first()
    if found is not None:
        if found.state == Paper.State.DONE and passing.is_whole(found.file_sha256):
            if found.requested_at < now - ASKED_EVERY:
                Paper.objects.filter(pk=found.pk).update(requested_at=now)
            return found
        if found.state in UNDER_WAY and found.requested_at > now - STALE_AFTER:
            return found
    if Paper.objects.filter(state__in=UNDER_WAY, requested_at__gt=now - STALE_AFTER).count() >= MOST_WAITING:
        raise TooManyWaiting
    paper, _created = Paper.objects.update_or_create(
        sha256=sheet.sha256,
        defaults={
            "name": sheet.name,
            "shown_at": sheet.shown_at,
            "page": sheet.page,
            "state": Paper.State.QUEUED,
            "file_sha256": "",
            "pages": None,
            "reason": "",
            "attempts": 0,
            "requested_at": now,
            "finished_at": None,
        },
    )
    make_paper.enqueue(paper.pk)
    return paper


def make(sha256: str) -> None:
    """Make a PDF that was asked for; nothing when it is there already. Never raises for what a page can cause."""
    paper = _start(sha256)
    if paper is None:
        return
    try:
        pdf = page_pdf(paper.page)
        stored = passing.keep(pdf.data)
    except RenderingFailed as error:
        logger.warning("the PDF %s could not be made: %s", sha256, error)
        _finish(paper, reason=_failed())
    except Exception:
        logger.exception("the PDF %s failed", sha256)
        _finish(paper, reason=_failed())
    else:
        _finish(paper, file=stored, pages=pdf.pages)


def purge_papers() -> int:
    """Drop the PDFs that nobody asked for in a while, most of which show old figures; return how many."""
    dropped = 0
    for paper in Paper.objects.filter(requested_at__lt=timezone.now() - KEPT_FOR).only(
        "sha256", "file_sha256"
    ):
        paper.delete()
        dropped += 1
        if not Paper.objects.filter(file_sha256=paper.file_sha256).exists():
            passing.drop(paper.file_sha256)
    return dropped


def _failed() -> str:
    return gettext("The PDF could not be made. The system administrator finds the cause in the log.")


@transaction.atomic
def _start(sha256: str) -> Paper | None:
    paper = Paper.objects.select_for_update().filter(pk=sha256, state__in=UNDER_WAY).first()
    if paper is None:
        return None
    if paper.attempts >= MAX_ATTEMPTS:
        _end(paper, gettext("The worker was interrupted several times while it made this PDF."))
        return None
    paper.state = Paper.State.RUNNING
    paper.attempts += 1
    paper.save(update_fields=["state", "attempts"])
    return paper


@transaction.atomic
def _finish(paper: Paper, *, reason: str = "", file: str = "", pages: int | None = None) -> None:
    locked = Paper.objects.select_for_update().filter(pk=paper.pk, state=Paper.State.RUNNING).first()
    if locked is not None:
        _end(locked, reason, file, pages)


def _end(paper: Paper, reason: str, file: str = "", pages: int | None = None) -> None:
    paper.state = Paper.State.FAILED if reason else Paper.State.DONE
    paper.reason, paper.file_sha256, paper.pages = reason, file, pages
    paper.page = ""
    paper.finished_at = timezone.now()
    paper.save()
