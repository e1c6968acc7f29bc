"""What the address of the queue asks for: a part, and filters."""

from __future__ import annotations

from django.http import QueryDict

from review.forms import FilterForm
from review.queue import Filters


def filters_of(query: QueryDict) -> tuple[str, Filters]:
    """The part and the filters; what means nothing is left out."""
    form = FilterForm(query)
    form.is_valid()
    data = form.cleaned_data
    filters = Filters(
        province=data.get("province", ""),
        kind=data.get("kind", ""),
        year=data.get("year"),
        whose=data.get("whose", ""),
        text=data.get("q", ""),
    )
    return data.get("tab") or "open", filters
