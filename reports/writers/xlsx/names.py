"""Names of sheets: short, without the signs that Excel refuses, each once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")


@dataclass
class Names:
    """The names that the sheets of one workbook have so far."""

    taken: set[str] = field(default_factory=set)

    def free(self, wanted: str) -> str:
        base = _REFUSED.sub(" ", wanted).strip("' ")[:LONGEST] or "-"
        name, count = base, 1
        while name.lower() in self.taken:
            count += 1
            name = f"{base[: LONGEST - 5]} ({count})"
        self.taken.add(name.lower())
        return name
