"""Document → database: evidence of measures, and of the items of the action year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext

from catalogue.models import Item
from catalogue.queries import NoFramework
from measures import models as stored
from measures.evidence import handed_in
from measures.evidence_items import disclosed_items, evidence_of_items
from measures.evidence_rows import code_of_evidence
from reports import document as doc
from reports.apply_result import Notes

_is_address = URLValidator(schemes=["http", "https"])
ADDRESS_LIMIT = 2000


class EvidenceWriter:
    """Writes evidence into a plan. Of a file only the hash is told: it counts when the municipality handed it in."""

    def __init__(self, plan: stored.Plan, notes: Notes) -> None:
        self.plan = plan
        self.notes = notes
        self.loose: list[doc.Block] = []
        """Evidence of items without a usable address or file, as text: none is dropped."""

    def rows(self, evidence: Iterable[doc.Evidence], start: int, **holder: Any) -> Iterator[stored.Evidence]:
        """Rows to create of what is usable; `holder` are the columns that say what it is of."""
        for position, each in enumerate((each for each in evidence if self.is_usable(each)), start=start):
            kept = handed_in(self.plan.municipality, each.sha256) or {}
            held = "id-number" in kept.get("personal", ())
            yield stored.Evidence(
                **holder,
                position=position,
                title=each.title or each.url,
                url=each.url,
                is_public=each.public and not held,
                **kept,
            )

    def is_usable(self, evidence: doc.Evidence) -> bool:
        if not evidence.url:
            return handed_in(self.plan.municipality, evidence.sha256) is not None
        try:
            _is_address(evidence.url)
        except ValidationError:
            return False
        return len(evidence.url) <= ADDRESS_LIMIT

    def write_items(self, told: Sequence[doc.ItemEvidence], *, replace: bool) -> list[dict[str, Any]]:
        """Evidence of items beside what is there, or in its place; return what went. A document that tells none
        leaves what is there: most files cannot tell it."""
        there = evidence_of_items(self.plan.municipality_id, self.plan.action_year) if told else []
        gone = [{"item": code_of_evidence(each), "title": each.title} for each in there if replace]
        if replace:
            stored.Evidence.objects.filter(pk__in=[each.pk for each in there]).delete()
            there = []
        items = {each.code.lower(): each for each in self._items()} if told else {}
        for each in told:
            item = items.get(each.item.lower())
            written = "" if item else (f"{each.item} {each.title}".strip() or "–")
            same = [one for one in there if one.item == item and one.item_as_written == written]
            linked = {(one.url, one.sha256) for one in same}
            new = [one for one in each.evidence if (one.url, one.sha256) not in linked]
            self._note(each, written)
            rows = self.rows(new, len(same), plan=self.plan, item=item, item_as_written=written)
            stored.Evidence.objects.bulk_create(rows)
        return gone

    def _items(self) -> Iterable[Item]:
        try:
            return disclosed_items(self.plan.municipality, self.plan.action_year)
        except NoFramework:
            return ()

    def _note(self, each: doc.ItemEvidence, written: str) -> None:
        if each.item and written:
            self.notes.add(
                "import-item-unknown",
                gettext("Item %(code)s of the evidence is not in the catalogue.") % {"code": each.item[:40]},
            )
        for one in each.evidence:
            text = f"{one.title} {one.url}".strip()
            if text and not self.is_usable(one):
                self.loose.append(doc.Block(text=f"{each.item} {text}".strip()))
                self.notes.add(
                    "import-evidence",
                    gettext("The evidence “%(text)s” has no usable address: it was kept as text.")
                    % {"text": text[:120]},
                )
