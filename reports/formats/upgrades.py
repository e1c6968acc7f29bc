"""Steps from one format of the JSON to the next, so that a report published in format 1 can be read for ever.

`UPGRADES[n]` takes the decoded JSON object of format n and returns that of format n+1 without changing its
argument. Every format that was ever published keeps its fixture `v<n>.json` beside this file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
