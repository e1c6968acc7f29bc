"""text-spacing: a space stands inside a Thai word, or a vowel or tone mark is there twice.

Both come from copying out of a PDF. One broken word is one finding; a text that is broken all over is one finding
too, because then the whole text has to be copied or typed again. See `broken_words` for what is certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.broken_words import Broken, broken_words
from reports.checks.context import Context
from reports.checks.finding import QUOTE_LIMIT, Finding
from reports.checks.registry import check
from reports.checks.texts import Text
from reports.document import Document

CODE = "text-spacing"
MANY = 6
"""More broken words than this in one text are one finding."""


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Broken Thai word"),
    finds=gettext_noop(
        "A space inside a Thai word, or a vowel or tone mark that is there twice, as copying out of a PDF leaves them."
    ),
    example="“ดำเนิ นการ”, “ความ โปร่งใส”, “วิธีิการ”, “เเละ” (เ สองตัวแทน แ)",
    fix=gettext_noop("Write the word in one piece."),
)
def text_spacing(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.wordings:
        if text.where.field == "evidence":
            continue
        found = broken_words(text.text)
        if len(found) > MANY:
            yield _all_over(text, found)
        else:
            yield from (_one(text, each) for each in found)


def _one(text: Text, broken: Broken) -> Finding:
    where = text.at(broken.start, broken.end)
    written = where.quote
    if broken.spaces:
        message = gettext("A space stands inside a word: “%(written)s”.")
        known = gettext("A space stands inside a word: “%(written)s” should be “%(right)s”.")
    else:
        message = gettext("A vowel or tone mark is there twice, or in the wrong place: “%(written)s”.")
        known = gettext("A vowel or tone mark is there twice: “%(written)s” should be “%(right)s”.")
    if broken.right is None:
        fix = gettext("Compare it with the file it was copied from and type the word again.")
        return Finding(CODE, "warning", message % {"written": written}, fix, where)
    said = known % {"written": written, "right": broken.right}
    fix = gettext("Write “%(right)s”.") % {"right": broken.right}
    return Finding(CODE, "warning", said, fix, where, broken.right)


def _all_over(text: Text, found: tuple[Broken, ...]) -> Finding:
    """One finding from the first broken word to the last; it can be mended when each word can."""
    first, last = found[0].start, found[-1].end
    where = text.at(first, last)
    words = ", ".join(f"“{text.text[each.start : each.end]}”" for each in found[:MANY])
    message = gettext("%(count)s words are broken by spaces or doubled marks: %(words)s …")
    values = {"count": len(found), "words": words}
    fix = gettext("Copy the text again from where it was written first, or join the words.")
    right = None
    if all(each.right is not None for each in found):
        right, place = "", first
        for each in found:
            right += text.text[place : each.start] + (each.right or "")
            place = each.end
    if last - first > QUOTE_LIMIT and right is None:
        where = text.at(first, found[0].end)
    return Finding(CODE, "warning", message % values, fix, where, right)
