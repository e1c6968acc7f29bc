"""The ITA result as HTML: total and level with the reason, instruments, indicators, the years before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.document import IndicatorScore, Result
from reports.layouts import INDICATOR_COLUMNS, Column
from reports.writers.blocks import running_text, says_something
from reports.writers.cells import inline
from reports.writers.charts import figure_of, instrument_bars, trend
from reports.writers.columns import column_group
from reports.writers.levels import badge, difference, why
from reports.writers.markup import Markup, element, fragment
from reports.writers.setting import Setting, visible

NUMBERS = frozenset({"before", "score", "difference"})
BEFORE_WIDTH = 14
NARROWED = {"name": 37, "level": 20}
"""Widths of columns once the year before and the difference stand beside the score."""


def result(setting: Setting) -> Markup:
    """The result's parts, each a section of the page; what was written always prints."""
    layout, known = setting.layout, setting.document.result
    prints = layout.prints("result")
    parts: list[Markup | None] = []
    if prints and _has_total(known):
        parts.append(_section(_head(setting, known), summary(setting, known)))
    before = running_text(setting, known.before, "result")
    table = None
    if known.indicators and (prints or any(each.line for each in known.indicators)):
        head = None
        if not says_something(known.before):
            head = setting.heading(3, setting.words.indicators, name="indicators", listed=False)
        table = fragment(head, indicator_table(setting, known))
    if before or table:
        parts.append(_section(before, table))
    if layout.prints("trend"):
        parts.append(_trend(setting, known))
    return fragment(part for part in parts if part)


def _section(*children: Markup | None) -> Markup:
    return element("section", children)


def _head(setting: Setting, known: Result) -> Markup:
    words = setting.words
    title = words.result.format(setting.digits(known.year)) if known.year else words.result_plain
    return setting.heading(2, title, name="result", running=True)


def _has_total(known: Result) -> bool:
    figures = (known.total, known.total_computed, *(figure_of(each) for each in known.instruments))
    return any(figure is not None for figure in figures) or bool(known.level)


def summary(setting: Setting, known: Result) -> Markup:
    """Total and level beside the instruments."""
    words = setting.words
    total = known.total if known.total is not None else known.total_computed
    score = known.total_as_written or setting.score(total)
    level = known.level or known.level_computed
    said = [sentence for sentence in (why(setting, known), *_disagreements(setting, known)) if sentence]
    status = words.statuses.get(known.status)
    limits = [each.min_total for each in known.bands]
    return element(
        "div",
        element(
            "div",
            element("b", score) if score else None,
            " ",
            element(
                "div",
                badge(level, large=True),
                element("span", " ", status, class_="soft") if status else None,
                _last_year(setting, known),
            ),
            class_="total-score",
        ),
        element("div", (element("p", sentence) for sentence in said), class_="why") if said else None,
        instrument_bars(setting, known.instruments, limits),
        class_="total",
    )


def _last_year(setting: Setting, known: Result) -> Markup | None:
    if known.total_before is None:
        return None
    words = setting.words
    total = known.total if known.total is not None else known.total_computed
    pattern = words.last_year if known.year else words.last_year_plain
    year = setting.digits(known.year - 1) if known.year else ""
    said = pattern.format(year=year, total=setting.score(known.total_before))
    change = difference(setting, total - known.total_before) if total is not None else None
    return element("div", element("span", said, class_="soft"), " ", change)


def _disagreements(setting: Setting, known: Result) -> Iterator[str]:
    """Announced and computed figures stand side by side when they differ; neither replaces the other."""
    words = setting.words
    if known.total is not None and known.total_computed not in (None, known.total):
        yield words.differs.format(
            total=setting.score(known.total), computed=setting.score(known.total_computed)
        )
    if known.level and known.level_computed and known.level != known.level_computed:
        yield words.level_differs.format(level=known.level, computed=known.level_computed)
    elif known.level and not known.level_provable:
        yield words.not_provable.strip(" ;").capitalize()


@dataclass(frozen=True, slots=True)
class Shown:
    """The indicator table: its columns, and the headings they have."""

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, setting: Setting, known: Result) -> Shown:
        layout = setting.layout.indicator_columns or INDICATOR_COLUMNS
        written = {each.field: each.text for each in known.headings} if setting.own_layout else {}
        columns = [Column(each.field, written.get(each.field) or each.heading, each.width) for each in layout]
        if setting.own_layout:
            columns += [Column(e.field, e.text) for e in known.headings if e.field.startswith("extra:")]
        return cls(_with_year_before(setting, known, columns, written))


def _with_year_before(
    setting: Setting, known: Result, columns: list[Column], written: dict[str, str]
) -> tuple[Column, ...]:
    """The year before and the difference around the score, when there is anything to compare with."""
    rows = known.indicators
    fields = [each.field for each in columns]
    if "score" not in fields:
        return tuple(columns)
    place = fields.index("score")
    if any(each.before is not None for each in rows):
        columns.insert(place + 1, Column("difference", setting.words.difference, BEFORE_WIDTH))
    if "before" not in fields and any(each.before is not None or each.before_as_written for each in rows):
        year = setting.words.year.format(setting.digits(known.year - 1)) if known.year else "–"
        columns.insert(place, Column("before", written.get("before") or year, BEFORE_WIDTH))
        if known.year and not written.get("score"):
            score = columns[place + 1]
            columns[place + 1] = Column(
                "score", setting.words.year.format(setting.digits(known.year)), score.width
            )
    if len(columns) > len(fields):
        return tuple(
            Column(each.field, each.heading, min(each.width, NARROWED.get(each.field, each.width)))
            for each in columns
        )
    return tuple(columns)


def indicator_table(setting: Setting, known: Result) -> Markup:
    """The indicators as written, else as they are; the total below when the rows are the portal's own."""
    columns = Shown.of(setting, known).columns
    head = (
        element("th", inline(each.heading), scope="col", role="columnheader", class_=_class(each.field))
        for each in columns
    )
    body = [
        element("tr", (_cell(setting, each, column) for column in columns), role="row")
        for each in known.indicators
    ]
    if not any(each.line for each in known.indicators):
        body += _total_row(setting, known, columns)
    return element(
        "table",
        element("caption", setting.words.indicators, class_="vh") if not setting.paper else None,
        column_group(columns),
        element("thead", element("tr", head, role="row"), role="rowgroup"),
        element("tbody", body, role="rowgroup"),
        class_="tbl indicators",
        role="table",
    )


def _cell(setting: Setting, row: IndicatorScore, column: Column) -> Markup:
    name = column.field
    content: Markup | str
    if name == "difference":
        known = row.score is not None and row.before is not None
        content = difference(setting, row.score - row.before if known else None)  # type: ignore[operator]
    else:
        content = inline(indicator_text(setting, row, name))
    tag = "th" if name == "name" else "td"
    label = visible(inline(column.heading))
    role, scope = ("rowheader", "row") if tag == "th" else ("cell", None)
    return element(tag, content, scope=scope, role=role, class_=_class(name), data_label=label)


def indicator_text(setting: Setting, row: IndicatorScore, name: str) -> str:
    """What an indicator's cell prints: as written, else what is known."""
    if name.startswith("extra:"):
        position = int(name.removeprefix("extra:"))
        return row.extra[position][1] if position < len(row.extra) else ""
    printed = {
        "no": row.no_as_written or (setting.digits(row.no) if row.no is not None else ""),
        "instrument": row.instrument_as_written or row.instrument,
        "name": row.name_as_written or row.name,
        "before": row.before_as_written or setting.score(row.before),
        "score": row.score_as_written or setting.score(row.score),
        "level": row.level_as_written or row.level_computed,
    }
    return printed.get(name, "")


def _total_row(setting: Setting, known: Result, columns: Sequence[Column]) -> list[Markup]:
    total = known.total if known.total is not None else known.total_computed
    fields = [each.field for each in columns]
    if total is None or "score" not in fields:
        return []
    leading = next(n for n, name in enumerate(fields) if name in NUMBERS)
    change = total - known.total_before if known.total_before is not None else None
    texts = {
        "before": setting.score(known.total_before),
        "score": setting.score(total),
        "difference": difference(setting, change) if change is not None else "",
        "level": known.level or known.level_computed,
    }
    cells = [
        element(
            "td",
            texts.get(name, ""),
            role="cell",
            class_=_class(name),
            data_label=visible(inline(column.heading)),
        )
        for column, name in zip(columns[leading:], fields[leading:], strict=True)
    ]
    first = (
        element("th", setting.words.total, scope="row", role="rowheader", colspan=leading)
        if leading
        else None
    )
    return [element("tr", first, cells, class_="is-sum", role="row")]


def _class(name: str) -> str | None:
    if name in NUMBERS:
        return "n"
    return f"c-{name.split(':', maxsplit=1)[0]}"


def _trend(setting: Setting, known: Result) -> Markup | None:
    years = known.trend
    if sum(each.total is not None for each in years) < 1:
        return None
    names: dict[Decimal, list[str]] = {}
    for band in known.bands:
        names.setdefault(band.min_total, []).append(band.name)
    bands = [(" / ".join(reversed(each)), limit) for limit, each in names.items()]
    drawing = trend(setting, years, bands)
    if drawing is None:
        return None
    title = setting.words.trend.format(setting.digits(len(years)))
    return _section(setting.heading(2, title, name="trend", running=True), drawing)
