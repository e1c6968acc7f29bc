"""Evidence of the items of OIT: what the municipality discloses in a year, item by item, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assessments.models import Assessment
from catalogue.models import InstrumentCode, Item
from catalogue.queries import framework_of_assessment
from measures.evidence_rows import code_of_evidence
from measures.link_checks import checks_of
from measures.models import Evidence
from municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class ItemWithEvidence:
    """An item of the year with its evidence; `item` is None for one that the catalogue does not have."""

    code: str
    title: str
    item: Item | None = None
    pieces: list[Evidence] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.code.lower()

    @property
    def has_page(self) -> bool:
        """Whether an address can name it: a document may call an item anything."""
        return bool(self.code) and "/" not in self.code

    @property
    def group(self) -> str:
        """The sub-indicator under which the catalogue lists it."""
        sub = self.item.sub_indicator if self.item else None
        return f"{sub.code} {sub.title}" if sub else ""


def disclosed_items(municipality: Municipality, action_year: int) -> list[Item]:
    """The OIT items of a year's own ITA, in their order. Raises NoFramework while the catalogue lacks the year."""
    stored = Assessment.objects.filter(municipality=municipality, assessed_year=action_year)
    assessment = stored.select_related("framework").first()
    framework = assessment.framework if assessment else framework_of_assessment(action_year)
    rows = Item.objects.filter(framework=framework, indicator__instrument__code=InstrumentCode.OIT)
    return list(rows.select_related("sub_indicator").order_by("position", "pk"))


def items_with_evidence(municipality: Municipality, action_year: int) -> list[ItemWithEvidence]:
    """Every OIT item of the year with its evidence, then what names an item that is not among them."""
    by_code: dict[str, list[Evidence]] = {}
    for each in evidence_of_items(municipality.pk, action_year):
        by_code.setdefault(code_of_evidence(each).lower(), []).append(each)
    found = [
        ItemWithEvidence(item.code, item.title, item, by_code.pop(item.code.lower(), []))
        for item in disclosed_items(municipality, action_year)
    ]
    return found + [
        ItemWithEvidence(
            code_of_evidence(pieces[0]), pieces[0].item.title if pieces[0].item else "", None, pieces
        )
        for pieces in by_code.values()
    ]


def evidence_of_items(municipality: int, action_year: int) -> list[Evidence]:
    """A year's evidence of items in the order of the items, in one query; unknown items come last."""
    of_year = Evidence.objects.filter(plan__municipality=municipality, plan__action_year=action_year)
    rows = of_year.select_related("item", "plan")
    return sorted(rows.order_by("position", "pk"), key=_place)


def with_checks(evidence: Iterable[Evidence]) -> None:
    """Tell each piece what is known about its address, in one query."""
    pieces = list(evidence)
    known = checks_of({each.url for each in pieces})
    for each in pieces:
        each.link_check = known.get(each.url)


def _place(evidence: Evidence) -> tuple[bool, int, str]:
    item = evidence.item
    return (item is None, item.position if item else 0, code_of_evidence(evidence))
