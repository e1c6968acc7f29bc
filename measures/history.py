"""The fields of a measure as texts: how they travel to a page and back, and how their history is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from editing.history import Edit, Subject, keep
from measures.fields import TEXTS
from measures.models import Measure
from municipalities.models import User

KIND = "measure"


def as_text(name: str, value: Any) -> str:
    """A value of `measures.fields` as one text: lists one a line, a period as it prints."""
    if name in TEXTS:
        return str(value or "")
    if name == "period":
        return str(value[0] or "") if value else ""
    if name == "extra":
        return json.dumps(value or [], ensure_ascii=False)
    return "\n".join(value or ())


def keep_texts(
    measure: Measure,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: User | None,
    edit: Edit | None = None,
) -> bool:
    """Keep the history of what a service changed. Returns whether an editing session begins."""
    changes = {name: (as_text(name, before[name]), as_text(name, after[name])) for name in after}
    return keep(Subject(KIND, measure.pk), measure.section.plan.municipality, changes, actor=actor, edit=edit)
