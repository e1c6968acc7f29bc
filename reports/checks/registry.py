"""The registry of checks: a rule is one generator function in one file of `reports/checks/rules/`.

    @check("score-difference", severity="error", title=…, finds=…, example=…, fix=…)
    def score_difference(document: Document, context: Context) -> Iterator[Finding]: …

Files of that folder are found by themselves; nothing else has to know a new rule.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext, override

from catalogue.frame import Frame
from reports.checks import rules
from reports.checks.context import Context
from reports.checks.finding import SEVERITIES, Finding, Path, Severity, Where
from reports.checks.link_facts import NO_LINKS, Links
from reports.checks.overlap import CODE as OVERLAP
from reports.checks.overlap import RULE as OVERLAP_RULE
from reports.checks.reader_warnings import READER_RULES, from_warnings, untold
from reports.document import Document
from reports.readers.reading import Warning as ReaderWarning

__all__ = [
    "Check", "Entry", "catalog", "check", "checks", "from_warnings", "in_order", "run", "run_all",
]  # fmt: skip

logger = logging.getLogger(__name__)

Rule = Callable[[Document, Context], Iterator[Finding]]
KINDS = ("analysis", "results")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule. `severity` is its gravest; titles and texts are English msgids, `example` is Thai."""

    code: str
    severity: Severity
    title: str
    finds: str
    example: str
    fix: str
    kinds: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """What people read about a rule, in their language."""

    code: str
    severity: Severity
    title: str
    finds: str
    example: str
    fix: str
    kinds: tuple[str, ...]


_checks: dict[str, Check] = {}


def check(
    code: str,
    *,
    severity: Severity,
    title: str,
    finds: str = "",
    example: str = "",
    fix: str = "",
    kinds: tuple[str, ...] = KINDS,
) -> Callable[[Rule], Rule]:
    """Register a rule under its code, which never changes. Raises ValueError when the code is taken.

    The rule is run on documents of `kinds` only and yields findings of this code; a finding may be milder
    than `severity`, never graver.
    """

    def register(rule: Rule) -> Rule:
        known = _checks.get(code)
        if known is not None and known.rule.__module__ != rule.__module__:
            raise ValueError(f"two checks have the code {code!r}")
        _checks[code] = Check(code, severity, title, finds, example, fix, kinds, rule)
        return rule

    return register


@cache
def checks() -> Mapping[str, Check]:
    """Every check by code, in the order of the codes."""
    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"{rules.__name__}.{module.name}")
    return dict(sorted(_checks.items()))


def run(
    document: Document,
    frames: Mapping[int, Frame],
    *,
    language: str | None = None,
    codes: Collection[str] | None = None,
    links: Links = NO_LINKS,
) -> list[Finding]:
    """Run the checks (only those of `codes`, when given) and return their findings, ordered by place.

    One finding per code and place. Messages are in `language`, else in the active one. Never raises: a rule that
    fails on a document is logged with its trace, and the other rules still speak.
    """
    context = Context(document, frames, links)
    found: list[Finding] = []
    with override(language) if language else nullcontext():
        for each in checks().values():
            if document.kind in each.kinds and (codes is None or each.code in codes):
                found += _findings(each, document, context)
    return in_order(found)


def run_all(
    document: Document,
    frames: Mapping[int, Frame],
    warnings: Iterable[ReaderWarning] = (),
    *,
    language: str | None = None,
) -> list[Finding]:
    """The findings of every check together with the reader's other doubts (`read-…`), ordered by place."""
    found = run(document, frames, language=language)
    return in_order([*found, *from_warnings(untold(warnings, found), language=language)])


def catalog() -> tuple[Entry, ...]:
    """Every rule for people to read, in the active language, the two that need more than a document last: `overlap` and
    the reader's doubts, one entry, `read-…`."""
    known = [
        Entry(
            each.code,
            each.severity,
            gettext(each.title),
            gettext(each.finds),
            each.example,
            gettext(each.fix),
            each.kinds,
        )
        for each in checks().values()
    ]
    shared = OVERLAP_RULE
    known.append(
        Entry(
            OVERLAP,
            "info",
            gettext(shared.title),
            gettext(shared.finds),
            shared.example,
            gettext(shared.fix),
            KINDS,
        )
    )
    reading = READER_RULES
    known.append(
        Entry(
            "read-…",
            "warning",
            gettext(reading.title),
            gettext(reading.finds),
            "",
            gettext(reading.fix),
            KINDS,
        )
    )
    return tuple(known)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by place, then severity, and keep one finding per code and place.

    A reader may have several doubts at one place (two unknown columns of a line): those differ in their message.
    """
    kept: dict[tuple[str, Where, Path | None, str], Finding] = {}
    for finding in sorted(findings, key=_order):
        message = finding.message if finding.code.startswith("read-") else ""
        kept.setdefault((finding.code, finding.where, finding.where.path, message), finding)
    return list(kept.values())


def _findings(each: Check, document: Document, context: Context) -> list[Finding]:
    try:
        found = list(each.rule(document, context))
    except Exception:  # a failing check must not stop an officer's work
        logger.exception("the check %s failed", each.code)
        return []
    gravest = SEVERITIES.index(each.severity)
    for finding in found:
        if finding.code != each.code or SEVERITIES.index(finding.severity) < gravest:
            logger.error("the check %s found %s as %s", each.code, finding.code, finding.severity)
    return found


_PLACES = (
    "title", "before", "intro", "result.before", "result", "total", "level", "indicators", "trend", "item_remark",
    "analysis_before", "analysis_heading", "analysis", "remark", "sections_before", "sections",
)  # fmt: skip
_AFTER = ("after", "signatures", "evidence", "notes")
_FIELDS = (
    "heading", "before", "number", "title", "procedure", "output", "outcome", "suggestion", "follow_up",
    "responsible", "period", "items", "evidence",
)  # fmt: skip
_SECTIONS = len(_PLACES) + 1
_LAST = _SECTIONS + len(_AFTER) + 1


def _order(finding: Finding) -> tuple[object, ...]:
    where = finding.where
    return (
        _LAST if finding.code.startswith("read-") else _part(where),
        where.section or 0,
        where.measure or 0,
        where.issue or 0,
        where.indicator or 0,
        where.line or 0,
        _field_order(where.field),
        _position(where.path),
        where.start or 0,
        SEVERITIES.index(finding.severity),
        finding.code,
        where.item or "",
        where.field or "",
        where.end or 0,
        finding.message,
    )


def _part(where: Where) -> int:
    """The part of the document a place lies in, in the order of the page."""
    if where.section is not None:
        return _SECTIONS
    if where.indicator is not None:
        return _PLACES.index("indicators")
    if where.field in _PLACES:
        return _PLACES.index(where.field)
    if where.field in _AFTER:
        return _SECTIONS + 1 + _AFTER.index(where.field)
    if where.item is not None:
        return _PLACES.index("remark")
    return len(_PLACES)


def _position(path: Path | None) -> tuple[int, ...]:
    """Blocks and rows that have the same name stand in the order of the page."""
    return tuple(part for part in path or () if isinstance(part, int))


def _field_order(field: str | None) -> int:
    return _FIELDS.index(field) if field in _FIELDS else -1 if field is None else len(_FIELDS)
