"""The waivers of a version on its public page: what was waived, why, and by whom."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reports.models import Version


def waivers_of_version(version: Version) -> SafeString:
    """Nothing for a version without errors: the part is only there when something was asked."""
    waivers = list(version.waivers.select_related("requested_by", "decided_by").order_by("pk"))
    if not waivers:
        return mark_safe("")
    return render_to_string("reports/version_waivers.html", {"waivers": waivers})
