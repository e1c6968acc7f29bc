"""Charts of the national picture: SVG shapes with HTML labels, the same on screen and on paper.

Colours stand in the drawings themselves, as a renderer of PDF does not apply a page's style within an SVG; labels
are placed by the classes of `static/report/chart.css`. Each drawing says in its title what its table says in numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext

from national.areas import LevelCount, YearOfArea
from national.compared import ProvinceRow
from national.profiles import Compared, YearOfOne
from national.spreads import Spread
from reports.writers.charts import Axis
from reports.writers.markup import Child, Markup, element, fragment

LEVEL_FILLS = {5: "#0a5763", 4: "#2b7f8b", 3: "#9ccace", 2: "#b87208", 1: "#b42318"}
LETTER_FILLS = {
    "AA": "#37474c",
    "A": "#56676d",
    "B": "#76898f",
    "C": "#94a4a9",
    "D": "#aebabe",
    "E": "#c5cfd2",
    "F": "#dbe2e4",
}
"""Grey, as letters are another scale."""
LETTER, UNKNOWN = "#76898f", "#eef2f3"
TRACK, HALF, MARK, BAR, INK, LINE = "#e7f2f3", "#9ccace", "#0a5763", "#2b7f8b", "#15262b", "#76898f"
WIDTH = 1000
GAP = 2
STARTS = {
    90: (90, 92, 94, 96, 98, 100),
    80: (80, 85, 90, 95, 100),
    70: (70, 80, 90, 100),
    50: (50, 70, 85, 95, 100),
    0: (0, 50, 70, 85, 100),
}
"""Where an axis may begin, and what is then written below it."""
TREND_HEIGHT = 200
DOT = 14
"""Room of one dot, in units of the drawing."""
SINGLE = 2
"""Fewer years than these are no line."""


def level_fill(level: LevelCount) -> str:
    if level.strength is None:
        return UNKNOWN
    return LEVEL_FILLS.get(level.strength) or LETTER_FILLS.get(level.name, LETTER)


def swatch(level: LevelCount) -> Markup:
    """The colour of a level beside its word."""
    square = element("rect", width=14, height=14, rx=2, fill=level_fill(level))
    return element("svg", square, viewBox="0 0 14 14", class_="swatch", aria_hidden="true", focusable="false")


def level_bar(levels: Sequence[LevelCount], *, small: bool = False) -> Markup | None:
    """One bar, as long for each level as so many have it."""
    shown = [each for each in levels if each.count]
    whole = sum(each.count for each in shown)
    if not whole:
        return None
    room = WIDTH - GAP * (len(shown) - 1)
    pieces, at = [], Decimal(0)
    for each in shown:
        length = Decimal(each.count) * room / whole
        pieces.append(_rect(at, 0, length, 44, level_fill(each)))
        at += length + GAP
    said = ", ".join(f"{each.label} {each.count:,}" for each in shown)
    return _drawing(44, pieces, f"distbar{' is-small' if small else ''}", said)


def axis_of(spreads: Iterable[Spread | None], scores: Iterable[Decimal | None] = ()) -> Axis:
    """One scale for all rows of a chart, close around what is shown."""
    least = [each.lower for each in spreads if each] + [each for each in scores if each is not None]
    lowest = min(least, default=Decimal(50))
    return Axis(Decimal(next(start for start in STARTS if start <= lowest)))


def scale(axis: Axis) -> Markup:
    """The numbers below an axis."""
    marks = STARTS[int(axis.start)]
    edges = {0: " is-first", len(marks) - 1: " is-last"}
    labels = [
        element("span", str(mark), class_=f"x-{axis.percent(Decimal(mark))}{edges.get(place, '')}")
        for place, mark in enumerate(marks)
    ]
    return element("div", labels, class_="scale", aria_hidden="true")


def strip(spread: Spread, axis: Axis, beside: Spread | None = None) -> Markup:
    """The middle half as a band, the median as a mark; `beside` is the country's median, a thin line."""
    left, right = _at(axis, spread.lower), _at(axis, spread.upper)
    shapes = [
        _rect(0, 7, WIDTH, 8, TRACK),
        _rect(left, 7, max(right - left, Decimal(3)), 8, HALF),
        _rect(_at(axis, beside.median) - 2, 0, 3, 22, LINE) if beside else None,
        _rect(_at(axis, spread.median) - 4, 1, 8, 20, MARK),
    ]
    return _drawing(22, shapes, "gauge", said_of(spread))


def said_of(spread: Spread) -> str:
    return gettext("Median %(median)s, half of them between %(lower)s and %(upper)s") % {
        "median": spread.median,
        "lower": spread.lower,
        "upper": spread.upper,
    }


def score_bar(compared: Compared, axis: Axis) -> Markup | None:
    """The own score as a bar; the province's median marks its lower half, the country's its upper half."""
    if compared.score is None:
        return None
    said = [gettext("Own score %(score)s") % {"score": compared.score}]
    marks: list[Child] = []
    if compared.country:
        marks.append(_rect(_at(axis, compared.country.median) - 4, 0, 8, 14, LINE))
        said.append(gettext("median of the country %(score)s") % {"score": compared.country.median})
    if compared.province:
        marks.append(_rect(_at(axis, compared.province.median) - 4, 14, 8, 14, INK))
        said.append(gettext("median of the province %(score)s") % {"score": compared.province.median})
    bars = [_rect(0, 9, WIDTH, 10, TRACK), _rect(0, 9, _at(axis, compared.score), 10, BAR)]
    return _drawing(28, [*bars, *marks], "score-bar", ", ".join(said))


def legend_mark(kind: str) -> Markup:
    """What a shape of `score_bar` and `strip` looks like, for the words that explain it."""
    shapes = {
        "own": [_rect(0, 9, 28, 10, BAR)],
        "province": [_rect(10, 14, 8, 14, INK)],
        "country": [_rect(10, 0, 8, 14, LINE)],
        "median": [_rect(0, 10, 28, 8, TRACK), _rect(10, 4, 8, 20, MARK)],
        "half": [_rect(0, 10, 28, 8, HALF)],
        "beside": [_rect(12, 3, 3, 22, LINE)],
        "dot": [element("circle", cx=14, cy=14, r=7, fill=BAR)],
    }
    return element(
        "svg", shapes[kind], viewBox="0 0 28 28", class_="legend-mark", aria_hidden="true", focusable="false"
    )


def dots(rows: Sequence[ProvinceRow], axis: Axis, country: Decimal | None) -> Markup | None:
    """Each province's median as a dot on one line, the country's as a line across.

    Dots that would lie upon each other are piled up, as in a dot plot.
    """
    medians = sorted(each.median for each in rows if each.median is not None)
    if not medians:
        return None
    piles: dict[int, int] = {}
    places = []
    for median in medians:
        place = min(max(_whole(_at(axis, median) / DOT), 1), WIDTH // DOT - 1)
        piles[place] = piles.get(place, 0) + 1
        places.append((place * DOT, piles[place] * DOT))
    tall = (max(piles.values()) + 1) * DOT
    drawn: list[Child] = [_rect(0, tall - 3, WIDTH, 2, TRACK)]
    if country is not None:
        drawn.append(_rect(_at(axis, country) - 2, 0, 4, tall, MARK))
    drawn += [
        element("circle", cx=across, cy=tall + DOT // 2 - 4 - up, r=6, fill=BAR) for across, up in places
    ]
    said = gettext("Medians of %(count)s provinces, from %(lowest)s to %(highest)s") % {
        "count": len(medians),
        "lowest": medians[0],
        "highest": medians[-1],
    }
    return element(
        "svg",
        element("title", said),
        drawn,
        viewBox=f"0 0 {WIDTH} {tall}",
        role="img",
        class_="dots",
    )


def area_trend(years: Sequence[YearOfArea]) -> Markup | None:
    """The median of the total over the years, with the middle half around it."""
    known = [(place, each.year, each.total) for place, each in enumerate(years) if each.total]
    if len(known) < SINGLE:
        return None
    axis = axis_of(each for _, _, each in known)
    xs = [_trend_x(place, len(years)) for place, _, _ in known]
    upper = [(x, _trend_y(axis, each.upper)) for x, (_, _, each) in zip(xs, known, strict=True)]
    lower = [(x, _trend_y(axis, each.lower)) for x, (_, _, each) in zip(xs, known, strict=True)]
    band = element("path", d=f"{_path([*upper, *reversed(lower)])}Z", fill=TRACK)
    line = _line([(x, _trend_y(axis, each.median)) for x, (_, _, each) in zip(xs, known, strict=True)], MARK)
    said = ", ".join(f"{year} {each.median}" for _, year, each in known)
    labels = [
        _label(x, axis, each.median, last=place == known[-1][0])
        for x, (place, _, each) in zip(xs, known, strict=True)
    ]
    return _trend([band, line], labels, [each.year for each in years], said, axis)


def profile_trend(years: Sequence[YearOfOne]) -> Markup | None:
    """The own totals over the years; the medians of province and country as thinner lines."""
    known = [(place, each.total) for place, each in enumerate(years) if each.total is not None]
    if len(known) < SINGLE:
        return None
    beside = [[each.province for each in years], [each.country for each in years]]
    axis = axis_of((), [*(total for _, total in known), *(score for one in beside for score in one)])
    lines: list[Child] = []
    for scores, colour, dashes in zip(beside, (INK, LINE), ("2 5", "8 5"), strict=True):
        points = [
            (_trend_x(place, len(years)), _trend_y(axis, score))
            for place, score in enumerate(scores)
            if score is not None
        ]
        lines.append(_line(points, colour, dashes) if len(points) >= SINGLE else None)
    own = [(_trend_x(place, len(years)), _trend_y(axis, total)) for place, total in known]
    labels = [
        _label(_trend_x(place, len(years)), axis, total, last=place == known[-1][0]) for place, total in known
    ]
    said = ", ".join(f"{each.year} {each.total}" for each in years if each.total is not None)
    return _trend([*lines, _line(own, MARK)], labels, [each.year for each in years], said, axis)


def _trend(
    shapes: Sequence[Child], labels: Sequence[Child], years: Sequence[int], said: str, axis: Axis
) -> Markup:
    drawing = element(
        "svg",
        element("title", gettext("Year by year: %(said)s") % {"said": said}),
        shapes,
        viewBox=f"0 0 {WIDTH} {TREND_HEIGHT}",
        preserveAspectRatio="none",
        role="img",
    )
    below = [
        element("span", str(year), class_=f"x-{_whole(_trend_x(place, len(years)) / 10)}")
        for place, year in enumerate(years)
    ]
    note = gettext("The axis begins at %(start)s") % {"start": axis.start} if axis.cut else None
    return fragment(
        element("div", drawing, labels, class_="trend-plot area-plot"),
        element("div", below, class_="scale", aria_hidden="true"),
        element("p", note, class_="tiny soft") if note else None,
    )


def _label(x: Decimal, axis: Axis, score: Decimal, *, last: bool) -> Markup:
    place = f"x-{_whole(x / 10)} y-{axis.percent(score)}"
    dot = element("span", class_=f"dot {place}{' is-last' if last else ''}", aria_hidden="true")
    return fragment(dot, element("span", str(score), class_=f"point {place}", aria_hidden="true"))


def _trend_x(place: int, count: int) -> Decimal:
    return Decimal(2 * place + 1) * WIDTH / (2 * count)


def _trend_y(axis: Axis, score: Decimal) -> Decimal:
    return (100 - axis.share(score)) * TREND_HEIGHT / 100


def _line(points: Sequence[tuple[Decimal, Decimal]], colour: str, dashes: str | None = None) -> Markup:
    return element(
        "path",
        d=_path(points),
        fill="none",
        stroke=colour,
        stroke_width="1.8" if dashes else "2.5",
        stroke_dasharray=dashes,
        stroke_linejoin="round",
        vector_effect="non-scaling-stroke",
    )


def _path(points: Sequence[tuple[Decimal, Decimal]]) -> str:
    return " ".join(f"{'L' if n else 'M'}{_number(x)} {_number(y)}" for n, (x, y) in enumerate(points))


def _drawing(height: int, shapes: Sequence[Child], css: str, said: str) -> Markup:
    return element(
        "svg",
        element("title", said),
        shapes,
        viewBox=f"0 0 {WIDTH} {height}",
        preserveAspectRatio="none",
        role="img",
        class_=css,
    )


def _rect(x: Decimal | int, y: int, width: Decimal | int, height: int, fill: str) -> Markup:
    at, length = _number(Decimal(max(x, 0))), _number(Decimal(width))
    return element("rect", x=at, y=y, width=length, height=height, fill=fill)


def _at(axis: Axis, score: Decimal) -> Decimal:
    return axis.share(score) * 10


def _number(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1')):f}"


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
