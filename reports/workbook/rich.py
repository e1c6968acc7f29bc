"""Cell text as the strings of a workbook: bold and underlined parts are runs, everything else is plain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_portal.thai.inline import Span, parse_inline, render_inline

_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def runs_of(text: str) -> tuple[Span, ...]:
    """The runs that show a cell text and come back as exactly it; none where the text is to stand as it is.

    Lines of several runs end with a line break within the last of them.
    """
    lines = [parse_inline(line) for line in text.split("\n")]
    plain = "\n".join("".join(span.text for span in line) for line in lines)
    if plain == text and not any(span.bold or span.underline for line in lines for span in line):
        return ()
    runs: list[Span] = []
    for at, line in enumerate(lines):
        if at:
            runs.append(Span("\n"))
        runs.extend(Span(span.text, span.bold, span.underline) for span in line)
    return tuple(runs) if text_of(runs) == text else ()


def text_of(runs: Sequence[Span]) -> str:
    """The cell text of runs, line by line."""
    lines: list[list[Span]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(Span(first, run.bold, run.underline))
        lines.extend([Span(other, run.bold, run.underline)] for other in others)
    return "\n".join(render_inline([span for span in line if span.text]) for line in lines)


def coded(text: str) -> str:
    """A text in which nothing looks like a coded character of a workbook (`_x000D_`)."""
    return _LIKE_CODED.sub("_x005F_", text)


def decoded(text: str) -> str:
    """A text with its coded characters as such; what no text holds goes."""
    return _CODED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code >= 32 and not 0xD800 <= code < 0xE000 else "\n" if code == 10 else ""
