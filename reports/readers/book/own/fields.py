"""Cells as the values of fields: scores, whole numbers, days, choices, lists. What cannot be is a doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from ita_portal.thai.celltext import plain
from ita_portal.thai.dates import parse_date
from ita_portal.thai.digits import parse_decimal, parse_number, to_arabic
from reports.readers.book.own.lines import Said
from reports.readers.doubts import Doubts
from reports.workbook.fields import NO, WORDS, YES
from reports.workbook.values import default_of, is_choice, type_of, unlisted

MOST = Decimal(10) ** 9
FIRST_YEAR, LAST_YEAR = 2500, 2700
"""Buddhist era."""
_EXACT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,20})?")
_WORDS = {key: {word: name for name, word in words.items()} for key, words in WORDS.items()}


@dataclass
class Fields:
    """Reads values; collects what it could not."""

    doubts: Doubts

    def value(self, kind: type, key: str, said: Said | None, line: int, *, full: str = "") -> Any:
        """The value of a field of a record; `full` is the name under which its choices are known."""
        wanted = type_of(kind, key)
        if said is None or (not said.text and said.number is None):
            default = default_of(kind, key)
            return default if wanted in (bool, int, Decimal) and default is not MISSING else _blank(wanted)
        text = _WORDS.get(full or key, {}).get(said.text, said.text)
        if wanted is tuple:
            return unlisted(text)
        if wanted is str:
            return text
        if not is_choice(wanted) and not text.strip(" -–—") and said.number is None:
            return self.value(kind, key, None, line)
        if is_choice(wanted):
            if text in get_args(wanted):
                return text
            self._doubt("read-choice", said, line)
            default = default_of(kind, key)
            return get_args(wanted)[0] if default is MISSING else default
        return self._number(kind, key, wanted, said, line)

    def _number(self, kind: type, key: str, wanted: Any, said: Said, line: int) -> Any:
        found: Any
        if wanted is bool:
            found = {YES: True, NO: False, "TRUE": True, "FALSE": False}.get(said.text)
        elif wanted is date:
            found = said.day or parse_date(plain(said.text))
        elif wanted is int:
            found = int(said.number) if said.number is not None and said.number == int(said.number) else None
            found = found if said.number is not None else parse_number(plain(said.text))
        else:
            found = said.number if said.number is not None else _decimal(plain(said.text))
        if found is None or not _is_possible(key, found):
            self._doubt("read-score" if wanted is Decimal else "read-value", said, line)
            default = default_of(kind, key)
            return (False if wanted is bool else None) if default is MISSING else default
        return found

    def _doubt(self, code: str, said: Said, line: int) -> None:
        shown = " ".join(plain(said.text).split())
        self.doubts.add(code, line, quote=shown, written=shown)

    def record(
        self, kind: type, keys: Mapping[str, Said], wanted: tuple[str, ...], line: int, prefix: str = ""
    ) -> dict[str, Any]:
        """The values of a row."""
        return {key: self.value(kind, key, keys.get(key), line, full=f"{prefix}{key}") for key in wanted}


def _is_possible(key: str, found: Any) -> bool:
    """Whether a number or day can stand in a field: nothing counts below zero, and years are those of ITA."""
    if isinstance(found, date):
        return True
    if key.endswith("year"):
        return bool(FIRST_YEAR <= found <= LAST_YEAR)
    return bool(0 <= found <= MOST)


def _blank(wanted: Any) -> Any:
    if wanted is str:
        return ""
    if wanted is tuple:
        return ()
    return get_args(wanted)[0] if is_choice(wanted) else None


def _decimal(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except ValueError:
        bare = to_arabic(text).strip()
        return Decimal(bare) if _EXACT.fullmatch(bare) else None
