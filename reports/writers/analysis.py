"""The analysis by issue as HTML: a heading and a table for each issue, one printed row for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_portal.thai.digits import to_arabic
from reports.document import AnalysisItem, AnalysisRow, Heading
from reports.layouts import ANALYSIS_COLUMNS, Column
from reports.writers.blocks import running_text, says_something
from reports.writers.cells import cell, inline
from reports.writers.columns import EXTRA_WIDTH, column_group, shares
from reports.writers.heights import is_tall, lines_of
from reports.writers.markup import Markup, element, fragment
from reports.writers.measure_tables import section_class
from reports.writers.setting import Setting, visible


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one issue, and the headings in force above them."""

    rows: tuple[AnalysisRow, ...]
    headings: dict[str, str]


def analysis(setting: Setting) -> Markup:
    document = setting.document
    if not document.analysis and not says_something(document.analysis_before):
        return fragment()
    before = running_text(setting, document.analysis_before, "analysis")
    head = None
    if not says_something(document.analysis_before):
        head = setting.heading(2, setting.words.analysis, name="analysis", running=True)
    parts = [_group(setting, group, n) for n, group in enumerate(groups(setting), start=1)]
    return fragment(element("section", head, before, class_="wide opening"), parts)


def groups(setting: Setting) -> Iterator[Group]:
    """Rows of one issue in succession; an issue begins where one was written, or where its number changes.

    Headings as written hold until other ones come; those that come within a group part its table.
    """
    rows: list[AnalysisRow] = []
    force: dict[str, str] = {}
    above: dict[str, str] = {}
    for row in setting.document.analysis:
        begins = bool(row.number_as_written or row.heading_as_written)
        if rows and (begins or row.issue != rows[-1].issue):
            yield Group(tuple(rows), above)
            rows = []
        if row.headings:
            force = {each.field: each.text for each in row.headings}
        if not rows:
            above = force
        rows.append(row)
    if rows:
        yield Group(tuple(rows), above)


def _group(setting: Setting, group: Group, n: int) -> Markup:
    title = _title(setting, group.rows[0])
    head = setting.heading(3, inline(title), name=f"a{n}", running=True) if title else None
    tables = [_table(setting, each, title) for each in _under_one_head(setting, group)]
    return element("section", head, tables, class_=section_class("wide flowing", tables[0]))


def _under_one_head(setting: Setting, group: Group) -> Iterator[Group]:
    """A group parted where other column headings were written: each part is a table with a head of its own."""
    if not setting.own_layout:
        yield group
        return
    written = group.headings
    rows = list(group.rows[:1])
    for row in group.rows[1:]:
        if row.headings and not _same(row.headings, written):
            yield Group(tuple(rows), written)
            rows, written = [], {each.field: each.text for each in row.headings}
        rows.append(row)
    yield Group(tuple(rows), written)


def _title(setting: Setting, row: AnalysisRow) -> str:
    written = " ".join(part for part in (row.number_as_written, row.heading_as_written) if part)
    if written or row.issue is None:
        return written
    titles = {each.no: each.title for each in setting.document.issues}
    return setting.words.issue.format(no=setting.digits(row.issue), title=titles.get(row.issue, "")).strip()


def _table(setting: Setting, group: Group, title: str) -> Markup:
    written = group.headings if setting.own_layout else {}
    columns = _columns(setting, group, written)
    rows = [_row(setting, row, columns) for row in group.rows]
    return element(
        "table",
        element("caption", inline(title), class_="vh") if title and not setting.paper else None,
        column_group(columns),
        element("thead", _header([each.heading for each in columns]), role="rowgroup"),
        element("tbody", rows, role="rowgroup"),
        class_="tbl mtable stack",
        role="table",
    )


def _same(headings: Sequence[Heading], written: dict[str, str]) -> bool:
    return all(written.get(each.field) == each.text for each in headings)


def _columns(setting: Setting, group: Group, written: dict[str, str]) -> tuple[Column, ...]:
    layout = setting.layout.analysis_columns or ANALYSIS_COLUMNS
    columns = [Column(each.field, written.get(each.field) or each.heading, each.width) for each in layout]
    present = {each.field for each in layout}
    for name, text in written.items():
        if name.startswith("extra:") and name not in present:
            columns.append(Column(name, text, EXTRA_WIDTH))
    if not written:
        return tuple(columns)
    shown = tuple(each for each in columns if each.field in written or _needed(each.field, group))
    return shown or tuple(columns)


def _needed(name: str, group: Group) -> bool:
    """Whether a column that other tables of the document have, but not this one, has something to show here."""
    if name == "code":
        return False  # the items say their codes themselves
    if name == "items":
        return any(row.items for row in group.rows)
    if name == "score":
        return any(_says_score(each) for row in group.rows for each in row.items)
    if name.startswith("extra:"):
        position = int(name.removeprefix("extra:"))
        return any(position < len(row.extra) and row.extra[position][1] for row in group.rows)
    return any(getattr(row, name) for row in group.rows)


def _header(texts: Sequence[str]) -> Markup:
    cells = (
        element("th", inline(text), scope="col", role="columnheader")
        if text.strip()
        else element("td", role="cell")
        for text in texts
    )
    return element("tr", cells, role="row")


def _row(setting: Setting, row: AnalysisRow, columns: Sequence[Column]) -> Markup:
    fields = {each.field for each in columns}
    guests = [
        _guest(heading, text)
        for position, (heading, text) in enumerate(row.extra)
        if text and f"extra:{position}" not in fields
    ]
    guests += [_guest(setting.words.fields[name], text) for name, text in _homeless(setting, row, fields)]
    cells: list[Markup] = []
    last = len(columns) - 1
    for n, column in enumerate(columns):
        content = fragment(_content(setting, row, column.field, fields), guests if n == last else None)
        short = column.field in {"instrument", "score"} and len(row.items) < 2
        cells.append(
            element(
                "td",
                content,
                role="cell",
                class_=" ".join(
                    [f"c-{column.field.split(':')[0]}"] + ([] if short else ["is-long"])
                    + ([] if content else ["is-empty"])
                ),
                data_label=visible(inline(column.heading)) or None,
            )
        )  # fmt: skip
    widths = shares(columns)
    tall = setting.paper and is_tall(
        [lines_of(each) for each in cells], [each.heading for each in columns], widths, setting.layout
    )
    return element("tr", cells, role="row", class_="tall" if tall else None)


def _content(setting: Setting, row: AnalysisRow, name: str, fields: set[str]) -> Markup:
    """What a cell of this field prints, in a table with these fields."""
    if name == "instrument":
        return inline(row.instrument)
    if name == "code":
        return fragment(element("p", inline(_code(setting, each)), class_="one") for each in row.items)
    if name == "items":
        text = _item_title if "code" in fields else item_text
        return fragment(element("p", inline(text(setting, each)), class_="one") for each in row.items)
    if name == "score":
        return _scores(setting, row.items)
    if name == "remark":
        return cell(row.remark)
    if name.startswith("extra:"):
        position = int(name.removeprefix("extra:"))
        return cell(row.extra[position][1]) if position < len(row.extra) else fragment()
    return fragment()


def _scores(setting: Setting, items: Sequence[AnalysisItem]) -> Markup:
    """A line per item; of several items each score says (outside the text) whose it is."""
    if not any(each.score_as_written or each.score is not None for each in items):
        return fragment()
    lines = []
    for each in items:
        score = each.score_as_written or setting.score(each.score)
        code = _code(setting, each) if len(items) > 1 and len(_code(setting, each)) <= 5 else ""
        lines.append(element("p", inline(score), class_="one n", data_code=code or None))
    return fragment(lines)


def item_text(setting: Setting, item: AnalysisItem) -> str:
    """Code and title as written, else those of the catalogue."""
    return " ".join(part for part in (_code(setting, item), _item_title(setting, item)) if part)


def _item_title(setting: Setting, item: AnalysisItem) -> str:
    titles = {each.code.lower(): each.title for each in setting.document.result.items}
    return item.title_as_written or titles.get(item.item.lower(), "")


def _code(setting: Setting, item: AnalysisItem) -> str:
    return item.code_as_written or (
        "" if item.title_as_written and not item.item else setting.digits(item.item)
    )


def _says_score(item: AnalysisItem) -> bool:
    """Whether an item has a score to print that does not stand in its title already ("i๑ … (๙๓.๐๐)")."""
    if item.score_as_written or item.score is None:
        return bool(item.score_as_written)
    figure = str(item.score).removesuffix(".00")
    return figure not in to_arabic(item.title_as_written)


def _homeless(setting: Setting, row: AnalysisRow, fields: set[str]) -> Iterator[tuple[str, str]]:
    """Fields of the row for which this layout has no column."""
    if row.instrument and "instrument" not in fields:
        yield "instrument", row.instrument
    if row.items and "items" not in fields:
        yield "items", "\n".join(item_text(setting, each) for each in row.items)
    scores = [each.score_as_written or setting.score(each.score) for each in row.items]
    if any(map(_says_score, row.items)) and "score" not in fields:
        yield "score", "\n".join(scores)
    if row.remark and "remark" not in fields:
        yield "remark", row.remark


def _guest(label: str, text: str) -> Markup:
    name = element("p", element("span", inline(label), ":"), class_="guest-label")
    return element("div", name if label else None, cell(text), class_="cell guest")
