"""What apps to the right of this one add to its pages: they register a function, so that the arrows hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from municipalities.models import Municipality
from reports.models import Report, Version

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Link:
    """A way from the desk of a report to a page about it; `urgent` when somebody waits there."""

    url: str
    name: StrOrPromise
    says: StrOrPromise
    urgent: bool = False


VersionPart = Callable[[Version], SafeString]
ReportLink = Callable[[Report, str, int], Link | None]
Waiting = Callable[[Municipality, str], list[Link]]
Published = Callable[[Version], None]
_version_parts: list[VersionPart] = []
_report_links: list[ReportLink] = []
_waiting: list[Waiting] = []
_published: list[Published] = []


def add_to_version(part: VersionPart) -> None:
    """A part of a version's public page; an empty text adds nothing."""
    if part not in _version_parts:
        _version_parts.append(part)


def add_to_report(link: ReportLink) -> None:
    """A link of a report's desk, for the municipality's code and the action year of its address."""
    if link not in _report_links:
        _report_links.append(link)


def add_to_home(waiting: Waiting) -> None:
    """What waits for a municipality (of this code), whichever year of its work somebody is in."""
    if waiting not in _waiting:
        _waiting.append(waiting)


def add_to_publication(published: Published) -> None:
    """What the worker does once a version is public, and nobody has to wait for."""
    if published not in _published:
        _published.append(published)


def version_parts(version: Version) -> list[SafeString]:
    return [said for part in _version_parts if (said := part(version))]


def report_links(report: Report, code: str, action_year: int) -> list[Link]:
    return [link for each in _report_links if (link := each(report, code, action_year))]


def waiting_links(municipality: Municipality, code: str) -> list[Link]:
    return [link for each in _waiting for link in each(municipality, code)]


def after_publication(version: Version) -> None:
    for each in _published:
        each(version)
