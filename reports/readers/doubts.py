"""The warnings of one reading, collected on the way."""

from __future__ import annotations

from reports.readers.reading import QUOTE_LIMIT, Warning  # noqa: A004 - the word of the field


class Doubts:
    """Collects warnings; `sorted` gives them in the order of the source, each once."""

    def __init__(self) -> None:
        self._found: dict[Warning, None] = {}

    def add(
        self,
        code: str,
        line: int | None = None,
        column: int | None = None,
        quote: str = "",
        lines: tuple[int, ...] = (),
        **params: str | int,
    ) -> None:
        """Note one doubt. The message may use `line`; `column` counts from 1."""
        if line is not None:
            params.setdefault("line", line)
        shortened = {
            name: value if isinstance(value, int) or len(value) <= 80 else value[:79] + "…"
            for name, value in params.items()
        }
        warning = Warning(code, tuple(shortened.items()), line, column, quote[:QUOTE_LIMIT], lines)
        self._found[warning] = None

    def sorted(self) -> tuple[Warning, ...]:
        return tuple(sorted(self._found, key=lambda warning: warning.line or 0))
