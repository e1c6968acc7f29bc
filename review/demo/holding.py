"""Reviews of the demo, held by its auditor and answered by the officers with the services of the browser.

Each is held in one transaction, and only where nobody reviews yet: what visitors did stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from municipalities.models import Membership, User
from municipalities.queries import municipality_by_code
from municipalities.roles import Role
from reports.formats.json_form import loads
from reports.models import Version
from review import services
from review.models import Review
from review.places import words_of

DATA = Path(__file__).with_name("reviews.toml")


def hold_reviews() -> None:
    """Bring in the reviews that are not begun; a version that is not public, or not the newest, has none."""
    for planned in tomllib.loads(DATA.read_text("utf-8"))["review"]:
        version = _current_version(planned)
        if version is not None and not Review.objects.filter(version=version).exists():
            _hold(version, planned)


def _current_version(planned: Mapping[str, Any]) -> Version | None:
    """Version 1 while no other has followed."""
    versions = Version.objects.filter(
        report__municipality=municipality_by_code(planned["code"]),
        report__kind=planned["kind"],
        report__key_year=planned["key_year"],
    )
    newest = versions.select_related("report__municipality").order_by("-number").first()
    return newest if newest and newest.number == 1 and newest.state == Version.State.PUBLIC else None


@transaction.atomic
def _hold(version: Version, planned: Mapping[str, Any]) -> None:
    auditor = User.objects.get(email="auditor@portal.example")
    officer = _officer_of(version)
    words = words_of(loads(bytes(version.document)))
    services.take(version, actor=auditor)
    for each in planned.get("finding", ()):
        finding = services.add_finding(
            version,
            each["text"],
            each["severity"],
            place=each["place"],
            place_text=words[each["place"]],
            actor=auditor,
        )
        if "reply" in each:
            services.reply(version, finding.number, each["reply"], actor=officer)
    if "decision" in planned:
        services.decide(version, planned["decision"], planned["reason"], actor=auditor)


def _officer_of(version: Version) -> User:
    members = Membership.objects.filter(municipality=version.report.municipality_id, role=Role.OFFICER)
    return members.earliest("pk").user
