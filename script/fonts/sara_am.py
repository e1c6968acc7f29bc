"""Single glyphs for (tone +) SARA AM, so that Thai text copies out of a PDF as it was typed.

Every shaper splits SARA AM (U+0E33) into NIKHAHIT and SARA AA and moves the NIKHAHIT before a tone mark:
น + ◌้ + ำ is drawn น, ◌ํ, ◌้, า. A PDF maps each glyph to the text it stands for; after that split no such map
can be right, and a word with ำ can neither be found nor copied. Here the three glyphs become one again, drawn
exactly where the original font puts its parts. The placement depends on the consonant before it, so each
distinct placement is a glyph of its own and the consonant chooses it.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import layout as _lookup_renumbering  # noqa: F401  gives the otTables classes mapLookups()
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
TONES = ("\u0e48", "\u0e49", "\u0e4a", "\u0e4b")  # mai ek, mai tho, mai tri, mai chattawa
CONSONANTS = tuple(chr(code) for code in range(0x0E01, 0x0E2F))
GDEF_BASE = 1


@dataclass(frozen=True)
class Placement:
    """How the font draws one (tone +) SARA AM; all numbers in font units, from the end of the consonant."""

    parts: tuple[tuple[str, int, int], ...]  # glyph, x, y
    advance: int


@dataclass
class SaraAm:
    """A glyph to add: for which tone (or none), how it is drawn, after which consonants (none: any other)."""

    name: str
    tone: str
    placement: Placement
    consonants: list[str]


def add_sara_am(font: TTFont, master: Path) -> list[str]:
    """Adds the glyphs and the substitution that reaches them to `font`, which was read from `master`."""
    glyphs = _distinct_glyphs(master)
    for glyph in glyphs:
        _draw(font, glyph)
    font.setGlyphOrder(font["glyf"].glyphOrder)  # forgets the old glyph numbers
    _let_contexts_see_the_whole(font, glyphs)
    _substitute(font, glyphs)
    return [glyph.name for glyph in glyphs]


def _distinct_glyphs(master: Path) -> list[SaraAm]:
    glyph_names = TTFont(master).getGlyphOrder()
    shaper = hb.Font(hb.Face(hb.Blob.from_file_path(str(master))))

    def shape(consonant: str, tone: str) -> Placement:
        buffer = hb.Buffer()
        buffer.add_str(consonant + tone + SARA_AM)
        buffer.guess_segment_properties()
        hb.shape(shaper, buffer)
        x, parts = 0, []
        shaped = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        for info, position in shaped[len(consonant) :]:
            parts.append((glyph_names[info.codepoint], x + position.x_offset, position.y_offset))
            x += position.x_advance
        return Placement(tuple(parts), x)

    glyphs = []
    for tone in ("", *TONES):
        stem = "".join(f"uni{ord(mark):04X}" for mark in tone + SARA_AM)
        by_placement: dict[Placement, list[str]] = defaultdict(list)
        for consonant in CONSONANTS:
            by_placement[shape(consonant, tone)].append(consonant)
        alone = shape("", tone)
        by_placement.pop(alone, None)
        glyphs += [
            SaraAm(f"{stem}.whole{number}", tone, placement, consonants)
            for number, (placement, consonants) in enumerate(by_placement.items(), start=1)
        ]
        glyphs.append(SaraAm(f"{stem}.whole", tone, alone, []))
    return glyphs


def _draw(font: TTFont, glyph: SaraAm) -> None:
    pen = TTGlyphPen(font.getGlyphSet())
    for part, x, y in glyph.placement.parts:
        pen.addComponent(part, (1, 0, 0, 1, x, y))
    outline = pen.glyph()
    font["glyf"][glyph.name] = outline
    outline.recalcBounds(font["glyf"])
    font["hmtx"][glyph.name] = (glyph.placement.advance, outline.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[glyph.name] = GDEF_BASE


def _let_contexts_see_the_whole(font: TTFont, glyphs: list[SaraAm]) -> None:
    """A rule that looks ahead to a NIKHAHIT (as LO CHULA's, for a shorter tail) must know the new glyphs."""
    font["GSUB"].ensureDecompiled(recurse=True)
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for rule in lookup.SubTable:
            for coverage in getattr(rule, "LookAheadCoverage", None) or ():
                coverage.glyphs += [g.name for g in glyphs if g.placement.parts[0][0] in coverage.glyphs]


def _substitute(font: TTFont, glyphs: list[SaraAm]) -> None:
    """Puts the ligatures before all lookups there are: the old `ccmp` would join NIKHAHIT and tone first."""
    compiled = TTFont()
    compiled.setGlyphOrder(font.getGlyphOrder())
    addOpenTypeFeaturesFromString(compiled, _feature_file(font, glyphs), tables=["GSUB"])
    ours = compiled["GSUB"].table
    first = len(ours.LookupList.Lookup)
    entry = next(
        index
        for record in ours.FeatureList.FeatureRecord
        if record.FeatureTag == "ccmp"
        for index in record.Feature.LookupListIndex
    )
    theirs = font["GSUB"].table
    moved = {old: old + first for old in range(len(theirs.LookupList.Lookup))}
    theirs.LookupList.mapLookups(moved)
    theirs.FeatureList.mapLookups(moved)
    theirs.LookupList.Lookup = ours.LookupList.Lookup + theirs.LookupList.Lookup
    theirs.LookupList.LookupCount = len(theirs.LookupList.Lookup)
    for record in theirs.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.insert(0, entry)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def _feature_file(font: TTFont, glyphs: list[SaraAm]) -> str:
    """The substitution in feature-file syntax; the first rule that matches wins: general ones come last."""
    character_map = font.getBestCmap()
    nikhahit, sara_aa = character_map[ord(NIKHAHIT)], character_map[ord(SARA_AA)]
    ligatures, rules = [], []
    for glyph in sorted(glyphs, key=lambda glyph: (not glyph.tone, not glyph.consonants)):
        tone = character_map[ord(glyph.tone)] if glyph.tone else ""
        lookup = glyph.name.replace(".", "_")
        names = " ".join(character_map[ord(consonant)] for consonant in glyph.consonants)
        before = f"[{names}]" if names else ""
        marked_tone = f"{tone}'" if tone else ""
        ligatures.append(f"lookup {lookup} {{ sub {nikhahit} {tone} {sara_aa} by {glyph.name}; }} {lookup};")
        rules.append(f"sub {before} {nikhahit}' lookup {lookup} {marked_tone} {sara_aa}';")
    return "\n".join(
        [
            "languagesystem DFLT dflt;",
            *ligatures,
            "lookup whole_sara_am {",
            *rules,
            "} whole_sara_am;",
            "feature ccmp { lookup whole_sara_am; } ccmp;",
        ]
    )
