"""What a document printed, laid over what is stored: as written beside as stored, without going stale.

Three JSON trees of the same shape: `base`, what the database had when the document was imported; `written`, what
the document said; `current`, what the database has now. A written value stands as long as the stored one beside
it is still what it was; once somebody changes the stored figure, that is what prints.
"""

from __future__ import annotations

from typing import Any

KEYS = ("code", "no", "year")
"""What identifies a row of a list: an instrument's or item's code, an indicator's number, a year of the trend."""

FOLLOWS = {
    "score_as_written": "score",
    "level_as_written": "score",
    "before_as_written": "before",
    "total_as_written": "total",
}
"""Printed forms that go together with the figure they print."""

Tree = Any


def overlay(base: Tree, written: Tree, current: Tree) -> Tree:
    """The tree that prints. An empty written value never hides a stored one."""
    if isinstance(current, dict) and isinstance(written, dict):
        return _overlay_row(base if isinstance(base, dict) else {}, written, current)
    if written in (None, "", []):
        return current
    if isinstance(current, list) and isinstance(written, list):
        return _overlay_list(base if isinstance(base, list) else [], written, current)
    return written if current == base else current


def _overlay_row(
    base: dict[str, Tree], written: dict[str, Tree], current: dict[str, Tree]
) -> dict[str, Tree]:
    result = {}
    for name, value in current.items():
        followed = FOLLOWS.get(name)
        if followed in current and current[followed] != base.get(followed):
            result[name] = value
        else:
            result[name] = overlay(base.get(name), written.get(name), value)
    return result


def _overlay_list(base: list[Tree], written: list[Tree], current: list[Tree]) -> list[Tree]:
    """Rows in the order in which the document had them, then those that came or changed since."""
    keyed = [_by_key(rows) for rows in (base, written, current)]
    if any(rows is None for rows in keyed):
        return written if current == base else current
    before, wanted, now = (rows or {} for rows in keyed)
    result = []
    for key, row in wanted.items():
        if key in now:
            result.append(overlay(before.get(key), row, now[key]))
        elif key not in before:
            result.append(row)
    return result + [row for key, row in now.items() if key not in wanted and row != before.get(key)]


def _by_key(rows: list[Tree]) -> dict[Any, Tree] | None:
    """Rows by their key; None when they have none or share one."""
    found: dict[Any, Tree] = {}
    for row in rows:
        key = (
            next((row[name] for name in KEYS if row.get(name) is not None), None)
            if isinstance(row, dict)
            else None
        )
        if key is None or key in found:
            return None
        found[key] = row
    return found
