"""The notice on the score page about what cites scores that are others now."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from assessments.consequences import consequences
from municipalities.addresses import address

register = template.Library()


@register.inclusion_tag("assessments/consequences.html", takes_context=True)
def score_consequences(context: RequestContext, action_year: int, assessed_year: int) -> dict[str, Any]:
    """What to bring up to date, and where a script asks for it again after a save."""
    request: Any = context["request"]
    return {
        "consequences": consequences(request.municipality, assessed_year),
        "url": address("score_consequences", request.code, action_year, assessed_year),
    }
