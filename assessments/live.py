"""What the score page's script needs: the rules of the year as data, and the sentences it may have to say."""

from __future__ import annotations

import json
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.scoring import COMPUTED_FROM_ITEMS
from catalogue.frame import Frame


def rules_of(frame: Frame) -> str:
    """The rules as JSON, all scores in whole hundredths."""
    rules = {
        "instruments": [
            {
                "code": each.code,
                "weight": each.weight,
                "indicators": each.indicators,
                "from_items": each.code in COMPUTED_FROM_ITEMS,
            }
            for each in frame.instruments
        ],
        "bands": [
            {
                "name": each.name,
                "order": each.order,
                "total": _hundredths(each.min_total),
                "each": None if each.min_each_instrument is None else _hundredths(each.min_each_instrument),
            }
            for each in frame.bands
        ],
    }
    return json.dumps(rules, ensure_ascii=False)


def _hundredths(value: Decimal) -> int:
    return int(value * 100)


def sentences() -> str:
    """What the script says, as JSON. `%(…)s` is filled in by the script."""
    return json.dumps(
        {
            "number": _("“%(typed)s” is not a score: a number with at most two decimals."),
            "range": _("%(typed)s is not possible: a score is between 0 and 100."),
            "empty": _("Empty cells: %(count)s"),
            "open": _("Empty or not possible: %(count)s"),
            "mean": _("mean of items %(value)s"),
            "filled": _("Cells filled: %(count)s (%(first)s – %(last)s)"),
            "filled_none": _("No cell was filled"),
            "impossible": _("not possible: %(count)s, marked in the grid"),
            "unmatched": _("rows without a place here: %(count)s"),
            "undone": _("Undone: %(count)s"),
            "redone": _("Done again: %(count)s"),
        },
        ensure_ascii=False,
    )
