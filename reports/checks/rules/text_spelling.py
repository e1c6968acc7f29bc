"""text-spelling: a word of ITA documents is misspelt (บุคคลากร, กฏหมาย, "ความโปร่งภายในหน่วยงาน").

Conservative: see `spelling` for what is certain. The same wrong form in many places is told at the first few only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop, ngettext

from reports.checks.context import Context, Text
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.spelling import Misspelt, misspelt_words
from reports.document import Document

CODE = "text-spelling"
TOLD = 3
"""So many places of one wrong form are told; the last one says how many more there are."""


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Misspelt word"),
    finds=gettext_noop(
        "A wrong spelling that is often seen in ITA documents, or one of their usual words with one letter wrong."
    ),
    example="“บุคคลากร”, “กฏหมาย”, “มาตราการ”, “ความโปร่งภายในหน่วยงาน”",
    fix=gettext_noop("Write the word as the dictionary has it."),
)
def text_spelling(document: Document, context: Context) -> Iterator[Finding]:
    found = [
        (text, each, text.text[each.start : each.end])
        for text in context.wordings
        if text.where.field != "evidence"
        for each in misspelt_words(text.text)
    ]
    places = Counter(written for _text, _each, written in found)
    told: Counter[str] = Counter()
    for text, each, written in found:
        told[written] += 1
        if told[written] <= TOLD:
            more = places[written] - TOLD if told[written] == TOLD else 0
            yield _finding(text, each, more)


def _finding(text: Text, each: Misspelt, more: int) -> Finding:
    where = text.at(each.start, each.end)
    values = {"written": where.quote, "right": each.right, "more": more}
    message = gettext("“%(written)s” is misspelt: it should be “%(right)s”.")
    if more > 0:
        message = ngettext(
            "“%(written)s” is misspelt: it should be “%(right)s”. So it is at %(more)s more place.",
            "“%(written)s” is misspelt: it should be “%(right)s”. So it is at %(more)s more places.",
            more,
        )
    fix = gettext("Write “%(right)s”.") % values
    return Finding(CODE, "warning", message % values, fix, where, each.right)
