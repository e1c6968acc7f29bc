"""Straight lines among what a page draws: borders are lines, or rectangles so thin that they look like lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from reports.readers.pages.turning import Turn
from reports.readers.reading import UnreadableFile

OBJECTS_LIMIT = 400_000
RULES_LIMIT = 50_000
_POINTS_LIMIT = 2_000
"""Points of one drawing; a longer one is a picture."""
_THIN = 3.5
_STRAIGHT = 0.6
_SHADE = 8.0
"""Points of the smallest box that may be the ground of a cell."""
_INK = 0.05
"""Points of the thinnest border."""
_DEEPEST = 6
_LARGE = 0.02
"""The part of a page that a picture covers at least to be worth a word."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Extent = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across or down the page: at `at`, from `start` to `end`."""

    way: Literal["across", "down"]
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawn:
    """`shades` are the upper and lower edges of filled boxes."""

    rules: list[Rule] = field(default_factory=list)
    shades: list[Rule] = field(default_factory=list)
    pictures: int = 0


class Drawing:
    """Finds the rules of one page after the other and counts what the whole file draws."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._objects = 0
        self._rules = 0

    def of(self, page: Any, turn: Turn) -> Drawn:
        raw = self._raw
        drawn = Drawn()
        self._count(raw.FPDFPage_CountObjects(page))
        own = (raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page)))
        for kind, each, matrix in self._walk(own, _SAME, 0):
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                drawn.pictures += self._is_large(each, matrix, turn)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                drawn.rules += self._lines(each, matrix, turn, drawn.shades)
                if self._rules + len(drawn.rules) + len(drawn.shades) > RULES_LIMIT:
                    raise UnreadableFile("read-pdf-large")
        self._rules += len(drawn.rules) + len(drawn.shades)
        return drawn

    def _count(self, more: int) -> None:
        self._objects += more
        if self._objects > OBJECTS_LIMIT:
            raise UnreadableFile("read-pdf-large")

    def _walk(self, objects: Iterator[Any], around: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
        """Every object with where it is on the page; forms are pages within the page."""
        raw = self._raw
        for each in objects:
            kind = raw.FPDFPageObj_GetType(each)
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(each, own)
            matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), around)
            if kind != raw.FPDF_PAGEOBJ_FORM:
                yield kind, each, matrix
            elif depth < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(each)
                self._count(count)
                inner = (raw.FPDFFormObj_GetObject(each, at) for at in range(count))
                yield from self._walk(inner, matrix, depth + 1)

    def _is_large(self, picture: Any, matrix: Matrix, turn: Turn) -> bool:
        a, b, c, d, *_ = matrix
        return abs(a * d - b * c) > _LARGE * turn.width * turn.height

    def _lines(self, path: Any, matrix: Matrix, turn: Turn, shades: list[Rule]) -> Iterator[Rule]:
        raw = self._raw
        count = raw.FPDFPath_CountSegments(path)
        if count > _POINTS_LIMIT:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value):
            return
        outlines = list(self._outlines(path, count, matrix, turn))
        if stroke.value:
            for points in outlines:
                for start, end in pairwise(points):
                    yield from _rule(start, end, _STRAIGHT)
        elif len(outlines) == 2 and fill.value == raw.FPDF_FILLMODE_ALTERNATE:
            yield from _between(_extent(outlines[0]), _extent(outlines[1]))
        else:
            for points in outlines:
                left, top, right, bottom = _extent(points)
                yield from _rule((left, top), (right, bottom), _THIN)
                if right - left > _SHADE and bottom - top > _SHADE:
                    shades += (Rule("across", at, left, right) for at in (top, bottom))

    def _outlines(self, path: Any, count: int, matrix: Matrix, turn: Turn) -> Iterator[list[Point]]:
        """The corners of each outline of a drawing without curves."""
        raw = self._raw
        points: list[Point] = []
        curved = False
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(turn.point(*_moved(x.value, y.value, matrix)))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points


def _rule(start: Point, end: Point, thin: float) -> Iterator[Rule]:
    """The rule from corner to corner, when it is one."""
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    if height <= thin and width > height:
        yield Rule("across", (start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0]))
    elif width <= thin and height > width:
        yield Rule("down", (start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1]))


def _extent(points: list[Point]) -> Extent:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _between(one: Extent, other: Extent) -> Iterator[Rule]:
    """The borders left between two boxes, one inside the other; a side where they touch has none."""
    inner, outer = (one, other) if one[0] >= other[0] and one[2] <= other[2] else (other, one)
    left, top, right, bottom = outer
    for at, apart in ((top, inner[1] - top), (bottom, bottom - inner[3])):
        if _INK < apart <= _THIN:
            yield Rule("across", at, left, right)
    for at, apart in ((left, inner[0] - left), (right, right - inner[2])):
        if _INK < apart <= _THIN:
            yield Rule("down", at, top, bottom)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
