"""Finding what is published: by a part of a name, place or code, by province, kind, year and level.

Thai text is searched by parts of words in a stored spelling (`thai.normal.search_key`), so that SQLite and
PostgreSQL find the same, however ำ, แ and digits were typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import DocumentKind
from ita_portal.thai.digits import parse_number
from ita_portal.thai.normal import nfc, sort_key
from municipalities.models import Kind
from municipalities.searching import named_like
from reports.models import ListedReport

LONGEST_TEXT = 200
LEVELS = ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน")
"""The five levels since 2566, best first; letters of earlier years follow them."""

ORDERS = {
    "newest": (_("last published"), ("-published_at", "-report_id")),
    "score": (_("highest score"), ("-total", "name", "-report_id")),
    "name": (_("name of the municipality"), ("name", "-year", "kind", "-report_id")),
}
"""Orders of the list: what people read, and the columns."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; an empty field asks for nothing. Values nobody offers are dropped."""

    text: str = ""
    province: str = ""
    municipality_kind: str = ""
    kind: str = ""
    year: int | None = None
    level: str = ""
    order: str = "newest"

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Wanted:
        """From the fields of the search form, in Thai or Arabic digits."""

        def one_of(name: str, values: Any) -> str:
            value = str(query.get(name, ""))
            return value if value in values else ""

        return cls(
            text=str(query.get("q", ""))[:LONGEST_TEXT].strip(),
            province=nfc(str(query.get("province", "")))[:100].strip(),
            municipality_kind=one_of("type", Kind.values),
            kind=one_of("kind", DocumentKind.values),
            year=parse_number(query.get("year", "")),
            level=nfc(str(query.get("level", "")))[:100].strip(),
            order=one_of("order", ORDERS) or "newest",
        )

    @property
    def anything(self) -> bool:
        return any((self.text, self.province, self.municipality_kind, self.kind, self.year, self.level))


def find(wanted: Wanted) -> QuerySet[ListedReport]:
    """The reports that are asked for, in the order that is asked for."""
    found = ListedReport.objects.all()
    if wanted.text:
        found = found.filter(
            report__municipality__in=named_like(wanted.text).order_by().values("municipality")
        )
    exactly: dict[str, Any] = {
        "province": wanted.province,
        "municipality_kind": wanted.municipality_kind,
        "kind": wanted.kind,
        "year": wanted.year,
        "level": wanted.level,
    }
    found = found.filter(**{name: value for name, value in exactly.items() if value})
    return found.order_by(*ORDERS[wanted.order][1])


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: only what is published somewhere."""

    provinces: list[str]
    years: list[int]
    levels: list[str]


def choices() -> Choices:
    """Provinces in the order of a dictionary, years newest first, levels best first."""

    def distinct(field: str) -> list[Any]:
        return list(ListedReport.objects.order_by(field).values_list(field, flat=True).distinct())

    levels = set(distinct("level")) - {""}
    return Choices(
        provinces=sorted((each for each in distinct("province") if each), key=sort_key),
        years=distinct("year")[::-1],
        levels=[each for each in LEVELS if each in levels] + sorted(levels.difference(LEVELS)),
    )
