"""Charts as SVG shapes with HTML labels, the same on screen and on paper.

No text stands inside an SVG (renderers draw Thai wrongly there): labels are HTML, placed by the classes `x-0` …
`x-100` (left) and `y-0` … `y-100` (bottom) of `static/report/chart.css`, in percent of the drawing. Every number
is text. Nothing is drawn where there is no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.document import InstrumentScore, YearTotal
from reports.writers.markup import Markup, element, fragment
from reports.writers.setting import Setting

HUNDRED = Decimal(100)
USUAL_START = Decimal(50)
"""Axes begin here when every figure allows it, so that differences can be seen; the chart says so."""

TREND_WIDTH, TREND_HEIGHT = 600, 190

# Colours stand in the drawings themselves: a renderer of PDF does not apply the page's style within an SVG.
TRACK, FILL, MARK, DASHES = "#e7f2f3", "#2b7f8b", "#0a5763", "#b9c8cb"


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `start` to 100 points."""

    start: Decimal

    @classmethod
    def of(cls, scores: Iterable[Decimal]) -> Axis:
        return cls(USUAL_START if min(scores, default=HUNDRED) >= USUAL_START else Decimal(0))

    def share(self, score: Decimal) -> Decimal:
        """Where a score lies, 0 to 100 percent of the axis."""
        place = (score - self.start) * 100 / (HUNDRED - self.start)
        return min(max(place, Decimal(0)), HUNDRED)

    def percent(self, score: Decimal) -> int:
        return int(self.share(score).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def cut(self) -> bool:
        return self.start > 0


def position_css() -> str:
    """The classes that place labels in percent, and those that give columns their widths."""
    rules = [f".report .x-{n} {{ left: {n}%; }}" for n in range(101)]
    rules += [f".report .y-{n} {{ bottom: {n}%; }}" for n in range(101)]
    rules += [f".report .w-{n} {{ width: {n}%; }}" for n in range(1, 101)]
    return "\n".join(rules)


def figure_of(instrument: InstrumentScore) -> Decimal | None:
    """The score an instrument is shown with: announced, else computed."""
    return instrument.score if instrument.score is not None else instrument.computed


def instrument_bars(
    setting: Setting, instruments: Sequence[InstrumentScore], marks: Sequence[Decimal] = ()
) -> Markup | None:
    """A bar for each instrument that has a score; `marks` are the limits of the levels."""
    words = setting.words
    shown = [(each, score) for each in instruments if (score := figure_of(each)) is not None]
    if not shown:
        return None
    axis = Axis.of(score for _, score in shown)
    ticks = [mark for mark in sorted(set(marks)) if axis.start < mark < HUNDRED]
    says = words.bars.format(", ".join(f"{each.code} {setting.score(score)}" for each, score in shown))
    bars = [_bar(setting, each, score, axis, ticks) for each, score in shown]
    notes = [words.bars_start.format(setting.digits(axis.start))] if axis.cut else []
    if ticks:
        notes.append(words.marks.format(" ".join(setting.digits(_whole(tick)) for tick in ticks)))
    return element(
        "figure",
        element("div", bars, role="group", aria_label=says, class_="bars"),
        _scale(setting, axis, ticks),
        element("figcaption", " ".join(notes)) if notes else None,
        class_="chart",
    )


def _bar(
    setting: Setting, instrument: InstrumentScore, score: Decimal, axis: Axis, ticks: Sequence[Decimal]
) -> Markup:
    words = setting.words
    weight = (
        element("span", words.weight.format(setting.digits(instrument.weight)), class_="soft")
        if instrument.weight is not None
        else None
    )
    name = element("span", element("b", instrument.code), " ", weight)
    value = element("b", setting.score(score), class_="bar-score")
    length = _number(axis.share(score) * 10)
    shapes = [
        _rect(0, 6, "1000", 10, TRACK),
        _rect(0, 6, length, 10, FILL),
        *(_rect(_number(axis.share(tick) * 10 - 1), 1, "2", 20, MARK) for tick in ticks),
    ]
    drawing = element(
        "svg",
        element("title", f"{instrument.code} {setting.score(score)}"),
        shapes,
        viewBox="0 0 1000 22",
        preserveAspectRatio="none",
        role="img",
        class_="bar",
    )
    return element("div", element("div", name, " ", value, class_="bar-head"), drawing, class_="bar-row")


def _scale(setting: Setting, axis: Axis, ticks: Sequence[Decimal]) -> Markup:
    places = [axis.start, *ticks, HUNDRED]
    marks = [
        element(
            "span", setting.digits(_whole(place)), class_=f"x-{axis.percent(place)}{_edge(n, len(places))}"
        )
        for n, place in enumerate(places)
    ]
    return element("div", marks, class_="scale", aria_hidden="true")


def _edge(position: int, count: int) -> str:
    return " is-first" if position == 0 else " is-last" if position == count - 1 else ""


def trend(
    setting: Setting, years: Sequence[YearTotal], bands: Sequence[tuple[str, Decimal]] = ()
) -> Markup | None:
    """The totals of several years as a line; its table of numbers and levels stands below it.

    `bands` are names of levels with the total they take, drawn as dashed lines. A line needs two years; one year
    alone is a table without a drawing, none is nothing.
    """
    known = [(place, each.total) for place, each in enumerate(years) if each.total is not None]
    if not known:
        return None
    table = _trend_table(setting, years)
    if len(known) == 1:
        return element("figure", table, class_="chart trend")
    words = setting.words
    axis = Axis.of(total for _, total in known)
    lines = [(name, limit) for name, limit in bands if axis.start < limit < HUNDRED]
    points = [(Decimal(2 * place + 1) * 50 / len(years), axis.share(total), total) for place, total in known]
    notes = []
    if lines:
        said = " ".join(setting.digits(_whole(limit)) for _, limit in lines)
        notes.append(words.bands_say.format(said))
    if axis.cut:
        notes.append(words.axis_start.format(setting.digits(axis.start)))
    return element(
        "figure",
        element(
            "div",
            _trend_drawing(setting, years, points, [axis.share(limit) for _, limit in lines]),
            (_band(setting, axis, name, limit) for name, limit in lines),
            (_point_label(setting, each, last=each is points[-1]) for each in points),
            class_="trend-plot",
        ),
        table,
        element("figcaption", " ".join(notes)) if notes else None,
        class_="chart trend",
    )


Point = tuple[Decimal, Decimal, Decimal]


def _trend_drawing(
    setting: Setting, years: Sequence[YearTotal], points: Sequence[Point], limits: Sequence[Decimal]
) -> Markup:
    """Shapes only; the title and description say the same in words."""
    scale_x, scale_y = Decimal(TREND_WIDTH) / 100, Decimal(TREND_HEIGHT) / 100
    placed = [(x * scale_x, (HUNDRED - y) * scale_y) for x, y, _ in points]
    said = ", ".join(
        f"{setting.digits(each.year)} {setting.score(each.total)}" for each in years if each.total is not None
    )
    path = " ".join(f"{'L' if n else 'M'}{_number(x)} {_number(y)}" for n, (x, y) in enumerate(placed))
    dashes = [
        element(
            "path",
            d=f"M0 {_number((HUNDRED - limit) * scale_y)}H{TREND_WIDTH}",
            fill="none",
            stroke=DASHES,
            stroke_width=1,
            stroke_dasharray="4 4",
            vector_effect="non-scaling-stroke",
        )
        for limit in limits
    ]
    return element(
        "svg",
        element("title", setting.words.trend.format(setting.digits(len(years)))),
        element("desc", setting.words.trend_says.format(said)),
        dashes,
        element(
            "path",
            d=path,
            fill="none",
            stroke=MARK,
            stroke_width="2.5",
            stroke_linejoin="round",
            vector_effect="non-scaling-stroke",
        ),
        viewBox=f"0 0 {TREND_WIDTH} {TREND_HEIGHT}",
        preserveAspectRatio="none",
        role="img",
    )


def _band(setting: Setting, axis: Axis, name: str, limit: Decimal) -> Markup:
    number = element("b", setting.digits(_whole(limit)))
    word = element("span", " ", name, class_="band-word")
    return element("span", number, word, class_=f"band y-{axis.percent(limit)}")


def _point_label(setting: Setting, point: Point, *, last: bool) -> Markup:
    x, y, _ = (int(each.quantize(Decimal(1), rounding=ROUND_HALF_UP)) for each in point)
    place = f"x-{x} y-{y}{' is-last' if last else ''}"
    dot = element("span", class_=f"dot {place}", aria_hidden="true")
    return fragment(dot, element("span", setting.score(point[2]), class_=f"point {place}"))


def _trend_table(setting: Setting, years: Sequence[YearTotal]) -> Markup:
    words = setting.words
    columns = [element("col", class_="trend-side"), *(element("col") for _ in years)]
    head = [element("td"), *(element("th", setting.digits(each.year), scope="col") for each in years)]
    totals = [element("td", setting.score(each.total) or "–", class_="c") for each in years]
    levels = [element("td", each.level or "–", class_="c") for each in years]
    rows = [element("tr", element("th", words.total, scope="row"), totals)]
    if any(each.level for each in years):
        rows.append(element("tr", element("th", words.level, scope="row"), levels))
    return element(
        "table",
        element("colgroup", columns),
        element("thead", element("tr", head)),
        element("tbody", rows),
        class_="tbl trend-table",
    )


def _rect(x: object, y: int, width: str, height: int, fill: str) -> Markup:
    return element("rect", x=str(x), y=y, width=width, height=height, fill=fill)


def _whole(score: Decimal) -> str:
    """70.00 as 70, 69.50 as it is."""
    return f"{score.quantize(Decimal(1))}" if score == score.to_integral_value() else f"{score}"


def _number(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1')):f}"


def arrow(direction: str) -> Markup:
    """An arrow up or down as a drawing; words beside it say the same."""
    d = "M12 20V5M5 12l7-7 7 7" if direction == "up" else "M12 4v15M5 12l7 7 7-7"
    colour = MARK if direction == "up" else "#7a4700"
    drawn = element(
        "path",
        d=d,
        fill="none",
        stroke=colour,
        stroke_width="2.8",
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    return element("svg", drawn, class_="arrow", viewBox="0 0 24 24", aria_hidden="true", focusable="false")


LEVEL_INKS = {5: "#ffffff", 4: "#073f48", 3: "#0a5763", 2: "#7a4700", 1: "#981b15"}


def level_sign(strength: int) -> Markup:
    """Five bars, as many of them full as the level is strong (1–5)."""
    ink = LEVEL_INKS[strength]
    bars = [
        element(
            "rect", x=4 * n, y=_number(Decimal("9.8") - Decimal("2.2") * n), width=3,
            height=_number(Decimal("3.2") + Decimal("2.2") * n), fill=ink, opacity=None if n < strength else ".28",
        )
        for n in range(5)
    ]  # fmt: skip
    return element("svg", bars, viewBox="0 0 19 14", aria_hidden="true", focusable="false")
