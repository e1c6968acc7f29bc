"""The work header: whose year is open, the other years, and the five steps."""

from __future__ import annotations

from typing import Any

from django import template

from municipalities.addresses import address
from reports.progress import Cycle, years_of_work
from reports.views.beside_fields import PAGES

register = template.Library()


@register.inclusion_tag("parts/work_header.html", takes_context=True)
def work_header(context: dict[str, Any]) -> dict[str, Any]:
    """`cycle`, `action_year`, `step` (its key) and `request.municipality` come from the page."""
    request = context["request"]
    cycle = context.get("cycle") or Cycle(request.municipality, context["action_year"])
    step = context.get("step", "")
    page = context.get("findings_page") or step
    beside = address("findings_beside", request.code, cycle.action_year, page=page) if page in PAGES else ""
    return {
        "cycle": cycle,
        "findings_beside": beside,
        "years": years_of_work(request.municipality),
        "step": step,
        "municipality": request.municipality,
        "record": request.municipality.record_on(),
        "code": request.code,
        "lang_query": context.get("lang_query", ""),
    }
