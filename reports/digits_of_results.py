"""The answer to `measures.printed_digits`: in which digits the results report of a year prints."""

from __future__ import annotations

from ita_portal.thai.digits import Digits
from municipalities.models import Municipality
from reports.formats.json_form import from_tree
from reports.layouts import Layout
from reports.models import Report


def digits_of_results(municipality: Municipality, action_year: int) -> Digits | None:
    """The digits of the layout; None while there is no results report of that action year."""
    found = Report.objects.filter(municipality=municipality, kind="results", key_year=action_year)
    layout = found.values_list("layout", flat=True).first()
    return from_tree(Layout, layout).digits if layout else None
