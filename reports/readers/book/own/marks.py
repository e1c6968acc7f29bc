"""What the hidden first cell of a row says: a word, and names with values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """`word` is what the row is, `subject` what of, `flags` single words, `values` names with numbers or names."""

    word: str = ""
    subject: str = ""
    flags: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Mark:
        word, *others = text.split() or [""]
        pairs = dict(each.split("=", 1) for each in others if "=" in each)
        single = [each for each in others if "=" not in each]
        return cls(word, single[0] if single else "", frozenset(single), pairs)

    def number(self, name: str) -> int | None:
        said = self.values.get(name, "")
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None

    @property
    def lines(self) -> tuple[int, ...]:
        """Lines of the file that the row was once read from."""
        found = self.values.get("lines", "").split(",")
        return tuple(int(each) for each in found if each.isascii() and each.isdecimal() and len(each) < 10)
