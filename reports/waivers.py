"""Waivers: an error-level finding may stay when the officer says why and the approver agrees (design §5).

Asked for while the report is being written, decided while it waits for approval, published with the version. A
refused waiver keeps the report from being approved; it can be returned. A new version asks anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from catalogue.queries import frames_in_force
from ita_portal.thai.celltext import clean
from municipalities.models import User
from municipalities.queries import roles_in
from municipalities.roles import Role
from reports.approval_models import Waiver
from reports.checks import registry
from reports.checks.finding import Finding
from reports.document import Document
from reports.formats.json_form import loads
from reports.frozen import frozen_now
from reports.models import Report, State, Version
from reports.workflow import CommentMissing, NotAllowed, WaiverNeeded, WrongState
from trail.services import record

Decision = Waiver.Decision
IN_FORCE = (Decision.REQUESTED, Decision.GRANTED)


def obstacles(document: Document, *, language: str | None = None) -> list[Finding]:
    """The error-level findings of a document; each needs a waiver before it is submitted."""
    found = registry.run(document, frames_in_force(), language=language)
    return [each for each in found if each.severity == "error"]


def fingerprints(findings: Sequence[Finding], document: Document) -> list[str]:
    """One name per finding, the same again as long as its place and the words meant are the same.

    A measure is told by its title, not by its number: moving it changes nothing.
    """
    seen: dict[str, int] = {}
    names = []
    for finding in findings:
        where = finding.where
        parts = (
            finding.code, where.issue, where.item, where.indicator, where.field, where.quote,
            _measure_title(finding, document) or where.section,
        )  # fmt: skip
        name = "\x1f".join("" if part is None else str(part) for part in parts)
        seen[name] = seen.get(name, 0) + 1
        names.append(hashlib.sha256(f"{name}\x1f{seen[name]}".encode()).hexdigest())
    return names


def _measure_title(finding: Finding, document: Document) -> str:
    where = finding.where
    if where.section is None or where.measure is None or not 0 < where.section <= len(document.sections):
        return ""
    measures = document.sections[where.section - 1].measures
    return measures[where.measure - 1].title if 0 < where.measure <= len(measures) else ""


def waivers_of(report: Report) -> dict[str, Waiver]:
    """The last waiver of each finding that was asked for since the last version, by fingerprint."""
    found = Waiver.objects.filter(report_id=report.pk, version=None).select_related(
        "requested_by", "decided_by"
    )
    return {each.fingerprint: each for each in found.order_by("pk")}


def uncovered(report: Report, findings: Sequence[Finding], document: Document) -> list[Finding]:
    """Those findings nobody has asked a waiver for, or whose waiver was refused."""
    if not findings:
        return []
    known = waivers_of(report)
    pairs = zip(findings, fingerprints(findings, document), strict=True)
    return [each for each, name in pairs if name not in known or known[name].decision not in IN_FORCE]


@transaction.atomic
def ask(report: Report, fingerprint: str, actor: User, reason: str) -> Waiver:
    """Ask that one error may stay. Raises a `workflow.Refused`. Asked again, it has the new reason."""
    locked = _locked(report)
    _require(locked, actor, Role.OFFICER, State.DRAFT)
    document = frozen_now(locked).document
    found = _by_fingerprint(document).get(fingerprint)
    if found is None:
        raise WrongState(gettext("This finding is not there any more. Nothing needs to be waived."))
    return _ask(locked, fingerprint, found, document, actor, reason)


@transaction.atomic
def ask_for_all(report: Report, actor: User, reason: str) -> list[Waiver]:
    """Ask a waiver with one reason for every error that has none. Without errors nothing is asked."""
    locked = _locked(report)
    _require(locked, actor, Role.OFFICER, State.DRAFT)
    document = frozen_now(locked).document
    known = waivers_of(locked)
    return [
        _ask(locked, name, found, document, actor, reason)
        for name, found in _by_fingerprint(document).items()
        if name not in known or known[name].decision not in IN_FORCE
    ]


def _by_fingerprint(document: Document) -> dict[str, Finding]:
    findings = obstacles(document, language=settings.LANGUAGE_CODE)
    return dict(zip(fingerprints(findings, document), findings, strict=True))


def _ask(
    report: Report, fingerprint: str, finding: Finding, document: Document, actor: User, reason: str
) -> Waiver:
    reason = clean(reason)
    if not reason:
        raise CommentMissing(gettext("Please say why the finding may stay."))
    waiver = Waiver.objects.filter(
        report=report, version=None, fingerprint=fingerprint, decision__in=IN_FORCE
    ).first()
    if waiver is not None and (waiver.decision == Decision.GRANTED or waiver.reason == reason):
        return waiver
    if waiver is None:
        waiver = Waiver(report=report, fingerprint=fingerprint, code=finding.code)
    with override(settings.LANGUAGE_CODE):
        waiver.place = _place(finding, document)
    waiver.message, waiver.reason = finding.message, reason
    waiver.requested_by, waiver.requested_at = actor, timezone.now()
    waiver.save()
    _record("waiver-requested", waiver, report, actor, reason)
    return waiver


def _place(finding: Finding, document: Document) -> str:
    from reports.places import words_of_place

    title = " ".join(_measure_title(finding, document).split())
    place = words_of_place(finding.where, document)
    return f"{place}: {title}"[:400] if title else place[:400]


@transaction.atomic
def decide(
    report: Report,
    decisions: Mapping[int, str],
    actor: User,
    notes: Mapping[int, str] | None = None,
    *,
    sha256: str | None = None,
) -> None:
    """Grant or refuse waivers of a submitted report, by their keys; a decision can be changed until approval."""
    locked = _locked(report)
    _require(locked, actor, Role.APPROVER, State.SUBMITTED)
    if sha256 is not None and sha256 != locked.submitted_sha256:
        raise WrongState(gettext("The report was submitted again in the meantime: please read it once more."))
    waivers = Waiver.objects.filter(report=locked, version=None, pk__in=list(decisions))
    for waiver in waivers.order_by("pk"):
        decision = decisions[waiver.pk]
        note = clean((notes or {}).get(waiver.pk, ""))
        if decision not in (Decision.GRANTED, Decision.REFUSED):
            raise WrongState(gettext("A waiver is granted or refused."))
        if waiver.requested_by_id == actor.pk:
            raise NotAllowed(gettext("A waiver is decided by another person than who asked for it."))
        if (waiver.decision, waiver.note) == (decision, note):
            continue
        waiver.decision, waiver.note = decision, note
        waiver.decided_at, waiver.decided_by = timezone.now(), actor
        waiver.save()
        _record(f"waiver-{decision}", waiver, locked, actor, note)


def grant_all(report: Report, actor: User, note: str = "") -> None:
    """Grant every waiver that waits for a decision."""
    waiting = [each.pk for each in waivers_of(report).values() if each.decision == Decision.REQUESTED]
    if waiting:
        decide(report, dict.fromkeys(waiting, Decision.GRANTED), actor, dict.fromkeys(waiting, note))


def require_granted(report: Report) -> None:
    """Raise WaiverNeeded unless every error of the submitted document has a granted waiver."""
    assert report.submitted_document is not None
    document = loads(bytes(report.submitted_document))
    found = obstacles(document)
    if not found:
        return
    known = waivers_of(report)
    left = [name for name in fingerprints(found, document) if not _is_granted(known.get(name))]
    if not left:
        return
    waiting = sum(name in known and known[name].decision == Decision.REQUESTED for name in left)
    if waiting:
        raise WaiverNeeded(
            ngettext(
                "%(count)s requested waiver waits for your decision.",
                "%(count)s requested waivers wait for your decision.",
                waiting,
            )
            % {"count": waiting}
        )
    raise WaiverNeeded(
        ngettext(
            "%(count)s error is not waived: return the report for correction.",
            "%(count)s errors are not waived: return the report for correction.",
            len(left),
        )
        % {"count": len(left)}
    )


def _is_granted(waiver: Waiver | None) -> bool:
    return waiver is not None and waiver.decision == Decision.GRANTED


def drop_unneeded(report: Report, findings: Sequence[Finding], document: Document) -> None:
    """Forget wishes whose error was mended before anybody decided; their events stay."""
    needed = fingerprints(findings, document)
    waiting = Waiver.objects.filter(report=report, version=None, decision=Decision.REQUESTED)
    waiting.exclude(fingerprint__in=needed).delete()


def keep_with(version: Version) -> None:
    """Bind what was decided to a version that becomes public. Call within its transaction."""
    decided = Waiver.objects.filter(report_id=version.report_id, version=None)
    decided.exclude(decision=Decision.REQUESTED).update(version=version)


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=report.pk)


def _require(report: Report, actor: User, role: Role, state: State) -> None:
    if not actor.is_active or role not in roles_in(actor, report.municipality):
        raise NotAllowed(gettext("This can be done by: %(roles)s.") % {"roles": role.label})
    if report.state != state:
        raise WrongState(
            gettext("The report is %(state)s: waivers cannot be changed now.")
            % {"state": report.get_state_display()}
        )


def _record(action: str, waiver: Waiver, report: Report, actor: User, comment: str) -> None:
    record(
        action,
        report,
        actor=actor,
        municipality=report.municipality,
        after={"waiver": waiver.pk, "code": waiver.code, "place": waiver.place, "message": waiver.message},
        comment=comment,
    )
