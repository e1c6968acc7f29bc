"""What plans and measures say of the framework they follow, and how they go over to a correction of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext

from catalogue import usage
from catalogue.models import Framework
from catalogue.usage import Named, Use
from measures.models import Citation, Evidence, Measure, MeasureItem, Section

PARTS = (
    (Section, "plan", "issue", "issues", "no"),
    (MeasureItem, "measure__section__plan", "item", "items", "code"),
    (Citation, "measure__section__plan", "item", "items", "code"),
    (Evidence, "plan", "item", "items", "code"),
)
"""Tables that refer to parts: the way to their plan, the reference, its section and key."""


class Measures:
    """The follower of this app."""

    def uses(self, framework: Framework) -> Iterable[Use]:
        sections = Section.objects.filter(issue__framework=framework).order_by()
        plans = sections.values("plan").distinct().count()
        measures = Measure.objects.filter(section__issue__framework=framework).order_by()
        municipalities = measures.values("section__plan__municipality").distinct().count()
        return [
            Use(gettext("plans"), plans, sections.values("plan__municipality").distinct().count()),
            Use(gettext("measures"), measures.count(), municipalities),
        ]

    def parts_used(self, framework: Framework) -> Mapping[int, set[Named]]:
        used: defaultdict[int, set[Named]] = defaultdict(set)
        for model, way, name, section, key in PARTS:
            rows = model._default_manager.filter(**{f"{name}__framework": framework}).order_by()
            pairs = rows.values_list(f"{way}__municipality", f"{name}__{key}").distinct()
            for municipality, value in pairs:
                used[municipality].add((section, str(value)))
        return used

    def held(self, framework: Framework) -> Collection[int]:
        return ()

    def names(self, municipalities: Collection[int]) -> Mapping[int, str]:
        return {}

    def move(self, old: Framework, new: Framework, municipalities: Collection[int]) -> None:
        for model, way, name, section, key in PARTS:
            new_parts = {getattr(part, key): part for part in getattr(new, section).all()}
            for part in getattr(old, section).all():
                other = new_parts.get(getattr(part, key))
                if other is not None:
                    rows = model._default_manager.filter(
                        **{f"{way}__municipality__in": municipalities, name: part}
                    )
                    rows.update(**{name: other})


def register() -> None:
    usage.register(Measures())
