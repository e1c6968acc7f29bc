"""The one transition table of reports (design §5): what may be done in which state, by whom, and on what condition.

Roles act through their memberships on the day; `reports.services.perform` carries a transition out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from municipalities.roles import Role
from reports.models import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from reports.checks.finding import Finding

Action = Literal["submit", "recall", "return", "approve", "publish", "amend", "withdraw"]


class Refused(Exception):
    """A transition cannot be carried out; the message says why and what to do, in the reader's language."""


class NotAllowed(Refused):
    """The person has no role for it, or the state asks for another person."""


class WrongState(Refused):
    """The report is not in a state from which this leads anywhere, or not the document that was read."""


class CommentMissing(Refused):
    """This needs a comment."""


class HasErrors(Refused):
    """The document has error-level findings; they are in `findings`."""

    def __init__(self, message: str, findings: Sequence[Finding]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class WaiverNeeded(Refused):
    """An error of the submitted document has no granted waiver."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table; `target` None leaves the report's state as it is.

    `by` narrows the roles: the submitter alone, or anybody but the submitter. `comment` is required; `clean` needs
    a document in which a waiver was asked for every error-level finding; `same_document` acts on the document
    that was submitted: the caller names the hash that was read.
    """

    action: Action
    sources: frozenset[State]
    target: State | None
    roles: frozenset[Role]
    label: StrOrPromise
    event: str
    by: Literal["", "submitter", "another"] = ""
    comment: bool = False
    clean: bool = False
    same_document: bool = False


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        "submit", frozenset({State.DRAFT}), State.SUBMITTED, frozenset({Role.OFFICER}),
        label=_("Submit for approval"), event="report-submitted", clean=True,
    ),
    Transition(
        "recall", frozenset({State.SUBMITTED}), State.DRAFT, frozenset({Role.OFFICER}),
        label=_("Take back"), event="report-recalled", by="submitter",
    ),
    Transition(
        "return", frozenset({State.SUBMITTED, State.APPROVED}), State.DRAFT, frozenset({Role.APPROVER}),
        label=_("Return for correction"), event="report-returned", comment=True, same_document=True,
    ),
    Transition(
        "approve", frozenset({State.SUBMITTED}), State.APPROVED, frozenset({Role.APPROVER}),
        label=_("Approve"), event="report-approved", by="another", same_document=True,
    ),
    Transition(
        "publish", frozenset({State.APPROVED}), State.PUBLISHING, frozenset({Role.APPROVER}),
        label=pgettext_lazy("action", "Publish"), event="report-publishing", same_document=True,
    ),
    Transition(
        "amend", frozenset({State.PUBLISHED}), State.DRAFT, frozenset({Role.OFFICER}),
        label=_("Begin a new version"), event="report-amended", comment=True,
    ),
    Transition(
        "withdraw", frozenset(State), None, frozenset({Role.APPROVER, Role.AUDITOR}),
        label=_("Withdraw the published version"), event="version-withdrawn", comment=True,
    ),
)  # fmt: skip
"""`withdraw` concerns the newest version, whatever the report's state, which stays as it is."""

BY_ACTION: dict[str, Transition] = {each.action: each for each in TRANSITIONS}


def possible(state: str, roles: Iterable[Role]) -> tuple[Transition, ...]:
    """The transitions that people with these roles may attempt in a state, in the order of the table."""
    held = frozenset(roles)
    return tuple(each for each in TRANSITIONS if state in each.sources and each.roles & held)
