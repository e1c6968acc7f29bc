"""text-numbering: a numbered list leaves a number out, has one twice, or changes the way it numbers.

A list may begin anew at 1 after anything else stood between (a heading, dashes, another kind of number), and may go
on after it. A list that goes on from the row above, as a table split over two pages has it, is in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.celltext import Block, parse
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.labels import match_label, number_of
from ita_portal.thai.run_on import break_in_run
from reports.checks.context import Context, measure_place
from reports.checks.finding import Finding
from reports.checks.measure_rows import CONTINUES
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.checks.squeezed import like
from reports.checks.texts import Text
from reports.document import Document, Section

CODE = "text-numbering"
FIELDS = frozenset({"procedure", "output", "outcome", "suggestion", "follow_up", "remark"})
STYLES = frozenset({"number.", "number)", "number()"})


@dataclass(frozen=True, slots=True)
class Label:
    """A numbered line: `start` is where its label begins in the text, `follows` what the line before is."""

    start: int
    written: str
    family: str
    number: int
    depth: int
    follows: str


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Numbering is broken"),
    finds=gettext_noop(
        "Steps, results or measures whose numbers leave one out, repeat one, run backwards, or change from ๑. to ๑) "
        "within one list: a line was lost or stands in the wrong place."
    ),
    example="๑. ประชุมคณะทำงาน ๒. จัดทำคู่มือ ๔. เผยแพร่คู่มือ",
    fix=gettext_noop("Number the lines one after the other, or put back the line that was lost."),
)
def text_numbering(document: Document, context: Context) -> Iterator[Finding]:
    ended: dict[str, int] = {}
    for text in context.texts:
        field = text.where.field or ""
        if field not in FIELDS:
            continue
        labels = _labels(text.text)
        yield from _in_text(text, labels, ended.get(field))
        yield from in_text(_in_lines, text)
        if labels:
            ended[field] = labels[-1].number
    for number, section in enumerate(document.sections, start=1):
        yield from _measures(number, section)


def _in_lines(text: Text) -> Iterator[Finding]:
    """Breaks of a numbering that runs on within one line: "๑. … ๒. … ๔. …"."""
    start = before = 0
    for line in text.text.split("\n"):
        if found := break_in_run(line, before):
            written = line[found.start : found.end]
            label = Label(start + found.start, written, "", found.number, 0, "")
            yield _found(text, label, found.before, found.before + 1)
        own = match_label(line)
        before = (number_of(own.text) or 0) if own else 0
        start += len(line) + 1


@lru_cache(maxsize=4096)
def _labels(text: str) -> tuple[Label, ...]:
    found: list[Label] = []
    start, follows = 0, ""
    for block in parse(text):
        label = _label(block, start, follows)
        if label:
            found.append(label)
        if label or block.kind == "item" or block.text.strip():
            follows = label.family if label else "other"
        start += len(block.source or "") + 1
    return tuple(found)


def _label(block: Block, start: int, follows: str) -> Label | None:
    if block.kind != "item" or block.label_bold or block.label_underline:
        return None
    found = match_label(block.label + " x")
    number = number_of(block.label)
    if found is None or number is None or found.family not in STYLES:
        return None
    return Label(start + block.indent, block.label, found.family, number, block.depth, follows)


def _in_text(text: Text, labels: Sequence[Label], before: int | None) -> Iterator[Finding]:
    """The first break of each way of numbering."""
    last: dict[tuple[str, int], Label] = {}
    broken: set[str] = set()
    of_family = {family: sum(label.family == family for label in labels) for family in STYLES}
    previous: Label | None = None
    for label in labels:
        for deeper in [key for key in last if key[1] > label.depth]:
            del last[deeper]
        known = last.get((label.family, label.depth))
        style = _other_style(label, previous, known)
        if style and previous:
            yield _style(text, label, style)
            label = Label(label.start, label.written, previous.family, label.number, label.depth, "")
        elif label.family not in broken:
            finding = None
            if known is not None:
                finding = _step(text, label, known)
            elif label.number > 1 and of_family[label.family] >= 2 and label is labels[0]:
                finding = _beginning(text, label, before)
            if finding:
                broken.add(label.family)
                yield finding
        last[(label.family, label.depth)] = label
        previous = label


def _other_style(label: Label, previous: Label | None, known: Label | None) -> str:
    """The style of the list when a line goes on counting in another one: ๑. ๒) ๓."""
    if previous is None or previous.family == label.family or previous.depth != label.depth:
        return ""
    if label.number != previous.number + 1 or label.follows != previous.family:
        return ""
    if known is not None and known.number == label.number - 1:
        return ""
    return previous.family


def _style(text: Text, label: Label, family: str) -> Finding:
    digits = label.written.strip("().")
    right = {"number.": f"{digits}.", "number)": f"{digits})", "number()": f"({digits})"}[family]
    where = text.at(label.start, label.start + len(label.written))
    message = gettext("The list changes its numbering: “%(written)s” should be “%(right)s”.")
    fix = gettext("Write “%(right)s”.") % {"right": right}
    return Finding(CODE, "warning", message % {"written": label.written, "right": right}, fix, where, right)


def _step(text: Text, label: Label, known: Label) -> Finding | None:
    expected = known.number + 1
    if label.number == expected:
        return None
    between = label.follows != label.family or label.depth != known.depth
    if label.number == 1 and between:
        return None
    return _found(text, label, known.number, expected)


def _beginning(text: Text, label: Label, before: int | None) -> Finding | None:
    """A list of two lines or more that begins with another number than 1, unless the row above ended with it."""
    position = text.where.measure
    if before == label.number - 1 or position is None or position == label.number:
        return None
    where = text.at(label.start, label.start + len(label.written))
    message = gettext("The list begins with %(written)s: what comes before it is missing.")
    fix = gettext("Put back the lines before it, or begin with 1.")
    return Finding(CODE, "warning", message % {"written": label.written}, fix, where)


def _found(text: Text, label: Label, before: int, expected: int) -> Finding:
    where = text.at(label.start, label.start + len(label.written))
    values = {
        "before": like(label.written, str(before)),
        "written": like(label.written, str(label.number)),
        "expected": like(label.written, str(expected)),
    }
    if label.number > expected:
        message = gettext(
            "The numbering goes from %(before)s to %(written)s: number %(expected)s is missing."
        )
    elif label.number == before:
        message = gettext("Number %(written)s is there twice: after %(before)s comes %(expected)s.")
    else:
        message = gettext(
            "The numbering goes back from %(before)s to %(written)s instead of on to %(expected)s."
        )
    fix = gettext("Number the lines one after the other, or put back the line that was lost.")
    return Finding(CODE, "warning", message % values, fix, where)


def _measures(number: int, section: Section) -> Iterator[Finding]:
    """The numbers of the measures of one table: one after the other, wherever they begin."""
    before: int | None = None
    for position, measure in enumerate(section.measures, start=1):
        written = measure.number_as_written.strip()
        value = number_of(written) if written else None
        if value is None or to_arabic(written).strip("(). ") != str(value):
            continue
        continues = CONTINUES.search(measure.title + " " + written) or not measure.title.strip()
        if before is not None and not continues and value != before + 1:
            start = measure.number_as_written.index(written)
            where = measure_place(number, section, position, "number")
            path = (*(where.path or ())[:-1], "number_as_written")
            text = Text(replace(where, path=path), measure.number_as_written)
            label = Label(start, written, "number.", value, 0, "")
            yield _found(text, label, before, before + 1)
            return
        before = value
