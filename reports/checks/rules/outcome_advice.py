"""outcome-advice: a result says what should be done, is a list of tasks, or repeats the output.

The evaluator asks what was done (output) and what came of it (outcome). One finding per cell: an outcome that advises,
one that is made of tasks only, one that says the same as the output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.celltext import plain
from reports.checks.advice import advice_in, is_task
from reports.checks.context import Context, blank
from reports.checks.finding import Finding, Where
from reports.checks.listed import Item, items_of
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.checks.texts import Text
from reports.document import Document, Measure
from reports.readers.folding import fold, likeness

CODE = "outcome-advice"
ALIKE = 0.93
REPEATED = 12
"""Letters from which a line that stands in both cells repeats the output."""
MOSTLY = 0.75
"""Share of tasks from which a list is one of tasks."""
_NOT_LETTERS = re.compile(r"[^ก-๎A-Za-z]")


@check(
    CODE,
    severity="warning",
    kinds=("results",),
    title=gettext_noop("A result is advice, a task, or the output again"),
    finds=gettext_noop(
        "An outcome or output that begins with ควร or ให้, a list of tasks without anything done, an outcome that "
        "repeats the output."
    ),
    example="ผลลัพธ์: ควรจัดอบรมให้ความรู้แก่บุคลากรอย่างสม่ำเสมอ",
    fix=gettext_noop(
        "Write what was done, and what changed by it: a number, a score, a time, fewer complaints."
    ),
)
def outcome_advice(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        where = text.where
        if where.measure is None or where.section is None or where.field not in ("output", "outcome"):
            continue
        if blank(text.text):
            continue
        measure = document.sections[where.section - 1].measures[where.measure - 1]
        if message := _repeats(measure, where.field):
            yield _found(text, items_of(text.text)[0], message)
        else:
            yield from in_text(_advice, text, where.field)


def _advice(text: Text, field: str) -> Iterator[Finding]:
    items = items_of(text.text)
    for each in items:
        found = advice_in(each.text)
        if found is not None:
            said = each.text[found[0] :]
            message = gettext("“%(quote)s” says what should be done, not what was done or achieved.")
            yield _found(text, each, message % {"quote": _short(said)}, found[0])
            return
    listed = [each for each in items if len(each.text) > REPEATED]
    if listed and sum(is_task(each.text) for each in listed) >= MOSTLY * len(listed):
        if field == "output" and len(listed) < 2:
            return  # a single line without a verb's tense may well tell of something done
        if field == "outcome":
            message = gettext("The outcome names tasks (“%(quote)s”), not what they achieved.")
        else:
            message = gettext(
                "The summary of results is a list of tasks (“%(quote)s”): what was done is not said."
            )
        yield _found(text, listed[0], message % {"quote": _short(listed[0].text)})


def _repeats(measure: Measure, field: str) -> str:
    """What to say when a cell says nothing that the one before it does not say, else ""."""
    if field == "outcome":
        if _says_the_same(measure.outcome, measure.output):
            return gettext("The outcome only repeats the output.")
        if _says_the_same(measure.outcome, measure.procedure):
            return gettext("The outcome only repeats the steps.")
    elif _says_the_same(measure.output, measure.procedure):
        return gettext("The summary of results only repeats the steps.")
    return ""


@lru_cache(maxsize=4096)
def _says_the_same(text: str, other: str) -> bool:
    """Whether every line of a text stands in the other one, or the two are alike but for a word."""
    if not other.strip():
        return False
    there = _bare(other)
    lines = [line for each in items_of(text) if (line := _bare(each.text))]
    if sum(map(len, lines)) < REPEATED:
        return False
    return all(line in there for line in lines) or likeness(fold(text), fold(other)) >= ALIKE


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", plain(text))


def _found(text: Text, item: Item, message: str, start: int = 0) -> Finding:
    begin = item.start + start
    quoted = text.text[begin : item.end]
    where: Where = text.at(begin, begin + len(_first(quoted)))
    fix = gettext("Write what was done, and what changed by it: a number, a score, a time, fewer complaints.")
    return Finding(CODE, "warning", message, fix, where)


def _first(text: str, limit: int = 80) -> str:
    """The beginning of a line, to the last space before the limit; all of it when it has none."""
    space = text.rfind(" ", 20, limit)
    return text if len(text) <= limit or space < 0 else text[:space]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else line[:49] + "…"
