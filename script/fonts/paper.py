"""The fonts of the PDF: Sarabun drawn at the size of TH Sarabun New, the typeface of Thai official documents.

Official papers are set in "16 pt", and mean 16 pt of TH Sarabun New. Sarabun's outlines are 1.513 times as
large, so its em is made that much larger, and the lines get TH Sarabun New's height.
"""

from pathlib import Path

from fonts.family import Line, Style, licence, read_master, rename, scale

FAMILY = "ITA Sarabun Paper"
STYLES = (
    Style("Regular", 400),
    Style("Bold", 700),
    Style("Italic", 400, "italic"),
    Style("BoldItalic", 700, "italic"),
)
UNITS_PER_EM = 1513
TH_SARABUN_NEW_LINE = Line(ascent=0.844, descent=0.457, gap=0.03)


def build(folder: Path) -> list[Path]:
    """Writes a TTF for each style (WeasyPrint reads those fastest) and the licence into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "OFL.txt"]
    written[0].write_text(licence(), "utf-8")
    for style in STYLES:
        font = read_master(style)
        scale(font, UNITS_PER_EM, TH_SARABUN_NEW_LINE)
        rename(font, FAMILY, style)
        written.append(folder / f"ita-sarabun-paper-{style.name.lower()}.ttf")
        font.save(written[-1])
    return written
