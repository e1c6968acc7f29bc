"""What assessments say of the framework they follow, and how they go over to a correction of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext

from assessments.models import AnalysisItem, AnalysisRow, Assessment, IndicatorScore, ItemScore
from catalogue import usage
from catalogue.models import Framework
from catalogue.usage import Named, Use
from municipalities.models import MunicipalityRecord

PARTS = (
    (ItemScore, "assessment", "item", "items", "code"),
    (IndicatorScore, "assessment", "indicator", "indicators", "no"),
    (AnalysisRow, "assessment", "issue", "issues", "no"),
    (AnalysisItem, "row__assessment", "item", "items", "code"),
)
"""Tables that refer to parts: the way to their assessment, the reference, its section and key."""


class Assessments:
    """The follower of this app."""

    def uses(self, framework: Framework) -> Iterable[Use]:
        count = Assessment.objects.filter(framework=framework).count()
        return [Use(gettext("assessments"), count, count)]

    def parts_used(self, framework: Framework) -> Mapping[int, set[Named]]:
        used: defaultdict[int, set[Named]] = defaultdict(set)
        for municipality in Assessment.objects.filter(framework=framework).values_list(
            "municipality", flat=True
        ):
            used[municipality]
        for model, way, name, section, key in PARTS:
            rows = model._default_manager.filter(
                **{f"{way}__framework": framework, f"{name}__framework": framework}
            )
            pairs = rows.order_by().values_list(f"{way}__municipality", f"{name}__{key}").distinct()
            for municipality, value in pairs:
                used[municipality].add((section, str(value)))
        return used

    def held(self, framework: Framework) -> Collection[int]:
        return ()

    def names(self, municipalities: Collection[int]) -> Mapping[int, str]:
        present = MunicipalityRecord.objects.latest_of_each().filter(municipality__in=municipalities)
        return {row.municipality_id: str(row) for row in present.order_by("pk")}

    def move(self, old: Framework, new: Framework, municipalities: Collection[int]) -> None:
        assessments = Assessment.objects.filter(framework=old, municipality__in=municipalities)
        moving = list(assessments.values_list("pk", flat=True))
        for model, way, name, section, key in PARTS:
            old_parts = getattr(old, section).in_bulk(field_name="pk")
            new_parts = {getattr(part, key): part for part in getattr(new, section).all()}
            for part in old_parts.values():
                other = new_parts.get(getattr(part, key))
                if other is not None:
                    rows = model._default_manager.filter(**{f"{way}__in": moving, name: part})
                    rows.update(**{name: other})
        Assessment.objects.filter(pk__in=moving).update(framework=new)


def register() -> None:
    usage.register(Assessments())
