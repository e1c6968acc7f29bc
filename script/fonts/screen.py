"""The fonts of the pages: a small WOFF2 for each style, Latin and Thai in one, and CSS that names them."""

from pathlib import Path

from fontTools.subset import Options, Subsetter

from fonts.family import Style, licence, read_master, rename

FAMILY = "Sarabun ITA"
STYLES = (Style("Regular", 400), Style("SemiBold", 600), Style("Bold", 700))
CHARACTERS = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0100),  # Latin-1: °, ±, ×, ÷, é
    range(0x0E01, 0x0E5C),  # Thai
    range(0x2000, 0x2070),  # general punctuation: – — ‘ ’ “ ” • …
    range(0x20AC, 0x20AD),  # €
    range(0x2122, 0x2123),  # ™
    range(0x2190, 0x2194),  # arrows
    range(0x2200, 0x2270),  # − √ ≈ ≠ ≤ ≥
    range(0x25A0, 0x2800),  # shapes, tick boxes, ticks, stars
)


def build(folder: Path) -> list[Path]:
    """Writes a WOFF2 for each style, fonts.css (addresses relative to it) and the licence into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "OFL.txt", folder / "fonts.css"]
    written[0].write_text(licence(), "utf-8")
    rules = []
    for style in STYLES:
        font = read_master(style)
        rename(font, FAMILY, style)
        options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, glyph_names=False)
        options.flavor = "woff2"
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for characters in CHARACTERS for code in characters])
        subsetter.subset(font)
        font.flavor = "woff2"
        written.append(folder / f"sarabun-ita-{style.name.lower()}.woff2")
        font.save(written[-1])
        rules.append(_font_face(style, written[-1].name))
    written[1].write_text("/* Written by script/build_fonts. */\n\n" + "\n".join(rules), "utf-8")
    return written


def _font_face(style: Style, name: str) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{FAMILY}";\n'
        f"  font-style: {style.slant};\n"
        f"  font-weight: {style.weight};\n"
        "  font-display: swap;\n"
        f'  src: url("{name}") format("woff2");\n'
        "}\n"
    )
