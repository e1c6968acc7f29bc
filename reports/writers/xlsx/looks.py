"""How cells look: each look is a row of the style table, numbered in the order in which they are first used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

TYPE: Final = "TH Sarabun New"
SIZE: Final = 14
INK, SOFT, ACCENT, GROUND, RULE = "FF1D2B2F", "FF5C6D73", "FF0B5E66", "FFE7F2F3", "FFB9C6CA"

FONTS: Final = {
    "text": (SIZE, False, INK),
    "bold": (SIZE, True, INK),
    "soft": (SIZE, False, SOFT),
    "title": (22, True, ACCENT),
    "part": (17, True, INK),
    "head": (SIZE, True, "FFFFFFFF"),
    "link": (SIZE, False, ACCENT),
}
"""Size, weight and colour; a link is underlined."""

FILLS: Final = {"head": ACCENT, "aside": "FFEEF1F2", "label": GROUND}

_SHIPPED = {"": 0, "text": 49}
_CODES: Final = {
    "score": "0.00",
    "whole": "0",
    "day": "[$-107041E]d mmmm yyyy",
    "thai-score": "[$-D00041E]0.00",
    "thai-whole": "[$-D00041E]0",
    "thai-day": "[$-D07041E]d mmmm yyyy",
}
"""Number formats: a Thai digit is only how a number is shown, so that it stays one to count with."""


@dataclass(frozen=True, slots=True)
class Look:
    """`number` is "text" or one of the number formats; `quoted` keeps what begins like a formula a text."""

    font: str = "text"
    fill: str = ""
    border: bool = False
    number: str = ""
    align: str = "left"
    middle: bool = False
    quoted: bool = False


@dataclass
class Looks:
    """The style table of one workbook."""

    known: dict[Look, int] = field(default_factory=lambda: {Look(): 0})

    def number(self, look: Look) -> int:
        return self.known.setdefault(look, len(self.known))

    def written(self) -> str:
        """`xl/styles.xml`."""
        formats = {name: 164 + at for at, name in enumerate(_CODES)}
        fonts, fills = list(FONTS), list(FILLS)
        cells = "".join(_cell(look, formats, fonts, fills) for look in self.known)
        return (
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<numFmts count="{len(_CODES)}">'
            + "".join(
                f'<numFmt numFmtId="{formats[name]}" formatCode="{code}"/>' for name, code in _CODES.items()
            )
            + f'</numFmts><fonts count="{len(fonts)}">'
            + "".join(_font(name) for name in fonts)
            + f'</fonts><fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill>'
            + "".join(
                f'<fill><patternFill patternType="solid"><fgColor rgb="{FILLS[name]}"/>'
                '<bgColor indexed="64"/></patternFill></fill>'
                for name in fills
            )
            + '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
            + "".join(
                f'<{side} style="thin"><color rgb="{RULE}"/></{side}>'
                for side in ("left", "right", "top", "bottom")
            )
            + '<diagonal/></border></borders><cellStyleXfs count="1">'
            '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self.known)}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def _font(name: str) -> str:
    size, bold, colour = FONTS[name]
    return (
        f"<font>{'<b/>' if bold else ''}{'<u/>' if name == 'link' else ''}"
        f'<sz val="{size}"/><color rgb="{colour}"/><name val="{TYPE}"/><family val="2"/></font>'
    )


def _cell(look: Look, formats: dict[str, int], fonts: list[str], fills: list[str]) -> str:
    number = _SHIPPED.get(look.number, formats.get(look.number, 0))
    fill = fills.index(look.fill) + 2 if look.fill else 0
    quoted = ' quotePrefix="1"' if look.quoted else ""
    return (
        f'<xf numFmtId="{number}" fontId="{fonts.index(look.font)}" fillId="{fill}" '
        f'borderId="{int(look.border)}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
        f'applyBorder="1" applyAlignment="1"{quoted}>'
        f'<alignment horizontal="{look.align}" vertical="{"center" if look.middle else "top"}" wrapText="1"/></xf>'
    )
