"""From a Sarabun master to one font of a family of ours: glyphs, names, line height, no instructions."""

from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from fontTools.ttLib import TTFont

from fonts.sara_am import add_sara_am
from fonts.symbols import add_symbols

PACKAGE = "fontpkg-sarabun"
VERSION = "1.100"
INSTRUCTIONS = ("fpgm", "prep", "cvt ", "gasp", "DSIG")
USE_TYPO_METRICS = 1 << 7
WINDOWS = (3, 1, 0x409)  # platform, encoding, language (English)


@dataclass(frozen=True)
class Style:
    """One style as Sarabun names its files, and as CSS names it."""

    name: str
    weight: int
    slant: str = "normal"

    @property
    def master(self) -> Path:
        """The OFL file that PyPI's fontpkg-sarabun brings."""
        return Path(str(distribution(PACKAGE).locate_file(f"fontpkg_sarabun/files/Sarabun-{self.name}.ttf")))

    @property
    def spoken(self) -> str:
        return self.name.replace("BoldItalic", "Bold Italic")


@dataclass(frozen=True)
class Line:
    """Line height in em: what stands above the baseline, below it, and between two lines."""

    ascent: float
    descent: float
    gap: float


def licence() -> str:
    """The OFL text with Sarabun's copyright line, to lie beside the fonts; it reserves no font name."""
    return (Path(str(distribution(PACKAGE).locate_file("fontpkg_sarabun/LICENSE")))).read_text("utf-8")


def read_master(style: Style) -> TTFont:
    """The master with our glyphs and without instructions; it keeps its dates, so every build is the same."""
    font = TTFont(style.master, recalcTimestamp=False)
    add_sara_am(font, style.master)
    add_symbols(font)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    _strip_instructions(font)
    return font


def _strip_instructions(font: TTFont) -> None:
    for tag in INSTRUCTIONS:
        if tag in font:
            del font[tag]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    font["maxp"].maxSizeOfInstructions = 0


def rename(font: TTFont, family: str, style: Style) -> None:
    """Gives the font our family name, linked by style; copyright, makers and licence stay as they are."""
    linked = style.spoken if style.name in ("Regular", "Bold", "Italic", "BoldItalic") else "Regular"
    full = f"{family} {style.spoken}"
    postscript = f"{family.replace(' ', '')}-{style.name}"
    records = {
        1: family if linked == style.spoken else full,
        2: linked,
        3: f"{VERSION};{postscript}",
        4: full,
        5: f"Version {VERSION}",
        6: postscript,
        10: "Sarabun with single glyphs for (tone +) SARA AM and more signs: its text copies out of a PDF.",
        16: None if linked == style.spoken else family,
        17: None if linked == style.spoken else style.spoken,
    }
    table = font["name"]
    table.names = [name for name in table.names if (name.platformID, name.platEncID, name.langID) == WINDOWS]
    for number, text in records.items():
        table.removeNames(nameID=number)
        if text:
            table.setName(text, number, *WINDOWS)
    font["head"].fontRevision = float(VERSION)


def scale(font: TTFont, units_per_em: int, line: Line) -> None:
    """Draws the same outlines on a larger em (so smaller at one type size), with this line height."""
    ascent, descent, gap = (round(part * units_per_em) for part in (line.ascent, line.descent, line.gap))
    font["head"].unitsPerEm = units_per_em
    horizontal, windows = font["hhea"], font["OS/2"]
    horizontal.ascent, horizontal.descent, horizontal.lineGap = ascent, -descent, gap
    windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = ascent, -descent, gap
    windows.usWinAscent, windows.usWinDescent = ascent, descent
    windows.fsSelection |= USE_TYPO_METRICS
