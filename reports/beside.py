"""What is put beside a published version: the scan with signatures, and where it stands on one's own website.

Neither changes the version: its bytes and its hash stay what they were when it was published.
"""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from fetching import Answer, Fetch, Unreachable, fetch
from measures.link_words import link_state
from measures.models import LinkCheck
from municipalities.models import User
from reports import storage
from reports.beside_models import OwnCopy, SignedScan
from reports.files import address_of
from reports.formats.json_form import loads
from reports.models import Report, Version
from reports.package import page_standing_alone
from reports.tasks import check_own_copy
from trail.services import record
from vault.intake import LIMIT, NotTaken, take

SCAN_ENDINGS = ("pdf", "jpg", "png")
SCAN_ACCEPT = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
OWN_COPY_SECONDS = 20.0
"""A whole PDF takes longer than a link that is only looked at."""


class NotBeside(Exception):
    """Nothing can be put beside this version; the message says why, for people."""


@transaction.atomic
def add_signed_scan(version: Version, data: bytes, name: str, *, actor: User) -> SignedScan:
    """Keep a scan of the signed paper. The same file again is the one there is. Raises NotTaken, NotBeside."""
    locked = _locked(version)
    taken = take(data, name)
    if taken.kind.extension not in SCAN_ENDINGS:
        raise NotTaken(gettext("A scan is a PDF, JPEG or PNG file."))
    stored = storage.store(taken.data, taken.kind.media_type)
    newest = locked.scans.select_related("uploaded_by").first()
    if newest is not None and newest.file_id == stored.sha256:
        return newest
    scan = SignedScan.objects.create(
        version=locked, file=stored, extension=taken.kind.extension, uploaded_by=actor
    )
    record(
        "scan-added",
        locked.report,
        actor=actor,
        municipality=locked.report.municipality,
        after={"version": locked.number, "sha256": stored.sha256},
    )
    return scan


@transaction.atomic
def set_own_copy(version: Version, url: str, *, actor: User) -> OwnCopy:
    """Say where a version stands on the municipality's website, and have that looked at. Raises NotBeside."""
    locked = _locked(version)
    copy = OwnCopy.objects.filter(version=locked).first() or OwnCopy(version=locked)
    before = copy.url
    copy.url, copy.entered_by = url, actor
    copy.checked_at, copy.same_as, copy.sha256, copy.problem = None, "", "", ""
    copy.save()
    check_own_copy.enqueue(copy.pk)
    if before != url:
        record(
            "own-copy-entered",
            locked.report,
            actor=actor,
            municipality=locked.report.municipality,
            before={"version": locked.number, "url": before},
            after={"version": locked.number, "url": url},
        )
    return copy


def _locked(version: Version) -> Version:
    Report.objects.select_for_update(of=("self",)).get(pk=version.report_id)
    locked = Version.objects.select_related("report__municipality").get(pk=version.pk)
    if locked.state != Version.State.PUBLIC:
        raise NotBeside(gettext("This version is not public (any more)."))
    return locked


def look_at_own_copy(pk: int, fetch: Fetch | None = None) -> None:
    """Fetch what stands at the address and compare it with the version. Never raises for what is outside."""
    copy = OwnCopy.objects.select_related("version__report").filter(pk=pk).first()
    if copy is None:
        return
    same_as, sha256, problem = _judged(copy, fetch or _fetch_whole)
    fields = {"same_as": same_as, "sha256": sha256, "problem": problem, "checked_at": timezone.now()}
    OwnCopy.objects.filter(pk=pk, url=copy.url).update(**fields)


def _fetch_whole(address: str) -> Answer:
    return fetch(address, limit=LIMIT, seconds=OWN_COPY_SECONDS)


def _judged(copy: OwnCopy, fetch: Fetch) -> tuple[str, str, str]:
    """What it is the same as, the hash of what stands there, and what was wrong: a `fetching.Reason` or a status."""
    try:
        answer = fetch(copy.url)
    except Unreachable as error:
        return "", "", error.reason.value
    if answer.status != 200:
        return "", "", str(answer.status)
    sha256 = hashlib.sha256(answer.data).hexdigest()
    by_hash = {value: name for name, value in copy.version.files.items()}
    by_hash[hashlib.sha256(page_standing_alone(copy.version)).hexdigest()] = "html"
    if sha256 in by_hash:
        return by_hash[sha256], sha256, ""
    code = loads(bytes(copy.version.document)).municipality.code
    report = copy.version.report
    permanent = address_of(code, report.kind, report.key_year, copy.version.number)
    named = (
        permanent.rstrip("/").encode() in answer.data or copy.version.document_sha256.encode() in answer.data
    )
    is_page = answer.media_type in ("text/html", "application/xhtml+xml")
    return ("link" if is_page and named else ""), sha256, ""


def problem_of(copy: OwnCopy) -> str:
    """Why nothing could be told of an address, in words; "" when something could."""
    if not copy.problem:
        return ""
    status = int(copy.problem) if copy.problem.isdigit() else None
    check = LinkCheck(
        url=copy.url,
        checked_at=copy.checked_at,
        status=status,
        problem="" if status else copy.problem,
        final_url=copy.url,
    )
    state = link_state(check)
    return state.words if state else ""
