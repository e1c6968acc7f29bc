"""Signs that Thai reports use and Sarabun lacks: bullets, tick boxes, ticks, stars, the spaces Word pastes.

Without them a PDF takes these characters from whatever other font the machine has, or draws an empty box.
They are drawn here, in the master's 1000 units to the em, on the same box as Sarabun's own ■.
"""

from collections.abc import Callable, Iterable
from math import cos, pi, sin

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

LEFT, BOTTOM, SIDE, ADVANCE = 60, 119, 484, 600  # where Sarabun draws ■ (U+25A0)
CENTRE = (LEFT + SIDE / 2, BOTTOM + SIDE / 2)
STROKE = 44
CIRCLE_CURVES = 8

Point = tuple[float, float]
Drawing = Callable[[TTGlyphPen], None]


def _polygon(pen: TTGlyphPen, points: Iterable[Point]) -> None:
    first, *rest = [(round(x), round(y)) for x, y in points]
    pen.moveTo(first)
    for point in rest:
        pen.lineTo(point)
    pen.closePath()


def _rectangle(pen: TTGlyphPen, side: float, *, hole: bool = False) -> None:
    """A centred square; outlines run clockwise, holes against it."""
    (x, y), half = CENTRE, side / 2
    corners = [(x - half, y - half), (x - half, y + half), (x + half, y + half), (x + half, y - half)]
    _polygon(pen, reversed(corners) if hole else corners)


def _circle(pen: TTGlyphPen, radius: float, *, hole: bool = False) -> None:
    (x, y), step = CENTRE, pi / CIRCLE_CURVES

    def at(turn: int, distance: float) -> tuple[int, int]:
        angle = (turn if hole else -turn) * step
        return round(x + distance * cos(angle)), round(y + distance * sin(angle))

    pen.moveTo(at(0, radius))
    for turn in range(0, 2 * CIRCLE_CURVES, 2):
        pen.qCurveTo(at(turn + 1, radius / cos(step)), at(turn + 2, radius))
    pen.closePath()


def _star(pen: TTGlyphPen, radius: float, *, hole: bool = False) -> None:
    x, y = CENTRE
    inner = radius * cos(2 * pi / 5) / cos(pi / 5)
    points = [
        (x + distance * sin(turn * pi / 5), y + distance * cos(turn * pi / 5))
        for turn, distance in enumerate([radius, inner] * 5)
    ]
    _polygon(pen, reversed(points) if hole else points)


def _tick(pen: TTGlyphPen, weight: float, size: float = 1.0) -> None:
    x, y = CENTRE
    line = [(-190, 10), (-60, -150), (200, 190)]
    outline = [*line, (line[2][0] - weight * 0.55, line[2][1] + weight * 0.55)]
    outline.append((line[1][0], line[1][1] + weight * 1.45))
    outline.append((line[0][0] + weight * 0.6, line[0][1] + weight * 0.75))
    _polygon(pen, [(x + dx * size, y + dy * size) for dx, dy in reversed(outline)])


def _cross(pen: TTGlyphPen, weight: float, size: float) -> None:
    (x, y), half, reach = CENTRE, weight / 2**0.5, size / 2
    arm = [(reach, reach - half), (half, 0), (reach, half - reach), (reach - half, -reach), (0, -half)]
    arm += [(-dx, -dy) for dx, dy in [(reach - half, reach), (reach, reach - half), (half, 0)]]
    arm += [(-reach, reach - half), (half - reach, reach), (0, half), (reach - half, reach)]
    _polygon(pen, [(x + dx, y + dy) for dx, dy in arm])


def _box(pen: TTGlyphPen) -> None:
    _rectangle(pen, SIDE)
    _rectangle(pen, SIDE - 2 * STROKE, hole=True)


def _ring(pen: TTGlyphPen, radius: float) -> None:
    _circle(pen, radius)
    _circle(pen, radius - STROKE, hole=True)


def _boxed(mark: Drawing) -> Drawing:
    def draw(pen: TTGlyphPen) -> None:
        _box(pen)
        mark(pen)

    return draw


def _open_star(pen: TTGlyphPen) -> None:
    _star(pen, 270)
    _star(pen, 170, hole=True)


def _arrowhead(pen: TTGlyphPen) -> None:
    x, y = CENTRE
    _polygon(pen, [(x + dx, y + dy) for dx, dy in [(-230, -200), (-90, 0), (-230, 200), (240, 0)]])


def _pointer(pen: TTGlyphPen) -> None:
    x, y = CENTRE
    _polygon(pen, [(x + dx, y + dy) for dx, dy in [(-220, -190), (-220, 190), (220, 0)]])


def _four_diamonds(pen: TTGlyphPen) -> None:
    reach, half = 135, 115
    for dx, dy in [(0, reach), (reach, 0), (0, -reach), (-reach, 0)]:
        x, y = CENTRE[0] + dx, CENTRE[1] + dy
        _polygon(pen, [(x - half, y), (x, y + half), (x + half, y), (x, y - half)])


SIGNS: dict[str, Drawing] = {
    "●": lambda pen: _circle(pen, 230),
    "○": lambda pen: _ring(pen, 230),
    "◦": lambda pen: _ring(pen, 120),
    "□": _box,
    "▪": lambda pen: _rectangle(pen, 250),
    "☐": _box,
    "☑": _boxed(lambda pen: _tick(pen, 80, 0.8)),
    "☒": _boxed(lambda pen: _cross(pen, 60, 270)),
    "✓": lambda pen: _tick(pen, 80, 1.2),
    "✔": lambda pen: _tick(pen, 120, 1.2),
    "✗": lambda pen: _cross(pen, 66, 430),
    "✘": lambda pen: _cross(pen, 116, 450),
    "★": lambda pen: _star(pen, 270),
    "☆": _open_star,
    "►": _pointer,
    "➢": _arrowhead,
    "➤": _arrowhead,
    "❖": _four_diamonds,
}
SPACES: dict[str, float] = {  # em
    "\u2002": 1 / 2,
    "\u2003": 1,
    "\u2004": 1 / 3,
    "\u2005": 1 / 4,
    "\u2006": 1 / 6,
    "\u2008": 1 / 4,
    "\u2009": 1 / 5,
    "\u200a": 1 / 10,
    "\u202f": 1 / 5,
}
NON_BREAKING_HYPHEN, HYPHEN = "\u2011", "\u2010"


def add_symbols(font: TTFont) -> list[str]:
    """Adds each sign and space that `font` lacks; a glyph shared by two would copy as either of them."""
    present = font.getBestCmap()
    glyphs: dict[str, tuple[TTGlyphPen, int]] = {}
    for character, draw in SIGNS.items():
        pen = TTGlyphPen(None)
        draw(pen)
        glyphs[character] = pen, ADVANCE
    for character, width in SPACES.items():
        glyphs[character] = TTGlyphPen(None), round(width * 1000)
    hyphen = TTGlyphPen(font.getGlyphSet())
    hyphen.addComponent(present[ord(HYPHEN)], (1, 0, 0, 1, 0, 0))
    glyphs[NON_BREAKING_HYPHEN] = hyphen, font["hmtx"][present[ord(HYPHEN)]][0]

    added = []
    for character, (pen, advance) in glyphs.items():
        if ord(character) in present:
            continue
        name, outline = f"uni{ord(character):04X}", pen.glyph()
        font["glyf"][name] = outline
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = (advance, getattr(outline, "xMin", 0))
        for table in font["cmap"].tables:
            table.cmap[ord(character)] = name
        added.append(name)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    return added
