"""What reports say of a framework: how many drafts it rules, and whose work is held by a report in approval."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from catalogue import usage
from catalogue.models import Framework
from catalogue.usage import Named, Use
from reports.guard import IN_APPROVAL
from reports.models import Report, State


class Reports:
    """The follower of this app: reports refer to no part of a framework, their Document is frozen with a version."""

    def uses(self, framework: Framework) -> Iterable[Use]:
        rows = _of(framework).filter(state=State.DRAFT)
        count = rows.values("municipality").distinct().count()
        return [Use(gettext("report drafts"), rows.count(), count)]

    def parts_used(self, framework: Framework) -> Mapping[int, set[Named]]:
        return {}

    def held(self, framework: Framework) -> Collection[int]:
        """Any report in approval holds its municipality: what the approver reads must not change under him."""
        return set(Report.objects.filter(state__in=IN_APPROVAL).values_list("municipality", flat=True))

    def names(self, municipalities: Collection[int]) -> Mapping[int, str]:
        return {}

    def move(self, old: Framework, new: Framework, municipalities: Collection[int]) -> None:
        """Nothing: a draft follows the revision in force."""


def _of(framework: Framework) -> QuerySet[Report]:
    """Reports of the kinds and years that this framework asks for."""
    asked = Q(pk__in=())
    for requirement in framework.requirements.all():
        asked |= Q(kind=requirement.kind, key_year=requirement.key_year)
    return Report.objects.filter(asked).order_by()


def register() -> None:
    usage.register(Reports())
