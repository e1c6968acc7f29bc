"""agency: the name of another agency, or of none, stands where the report speaks of itself.

Reports are written over those of others. Another municipality's name is certain to be wrong where the text speaks
of its own staff, website or work; elsewhere it is a doubt, and none where one works, learns or borders with others
(`agency_words.WITH_OTHERS`). Without an own name, the one that the document has most is taken for it, with doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from reports.checks.agencies import Mention, mentions
from reports.checks.bodies import (
    foreign_bodies,
    left_overs,
    numbered_offices,
    other_heads,
    other_kind,
    work_groups,
)
from reports.checks.context import Context, Text
from reports.checks.finding import Finding, Severity
from reports.checks.registry import check
from reports.checks.texts import printed_labels
from reports.document import Document

CODE = "agency"
KIND_WORDS = {
    "city": "เทศบาลนคร",
    "town": "เทศบาลเมือง",
    "subdistrict": "เทศบาลตำบล",
    "sao": "องค์การบริหารส่วนตำบล",
    "pao": "องค์การบริหารส่วนจังหวัด",
}
AGAIN = 3
"""So often, and so many times as often as any other, must a name stand to be taken for the own one."""
FORMS = ("after", "notes", "before")
"""Where dotted lines to sign and date are printed rightly."""
LINE = 90
"""Letters of a line on a cover."""
SHORT_NAME = 2
"""Own names of so few letters begin too many words to tell others from them."""


@check(
    CODE,
    severity="error",
    title=gettext_noop("Another agency's name"),
    finds=gettext_noop(
        "Another municipality or body is named where the report speaks of itself, or a template's blank was left: "
        "[ชื่อหน่วยงาน], สำนักงาน***, กลุ่มงาน…"
    ),
    example="บุคลากรของเทศบาลตำบลบางสมมติ (ในรายงานของเทศบาลตำบลบ้านตัวอย่าง)",
    fix=gettext_noop("Write the own name, or say what the other agency has to do with it."),
)
def agency(document: Document, context: Context) -> Iterator[Finding]:
    own = own_of(document, context)
    for text in agency_texts(document, context):
        yield from _left_overs(text)
        others = other_names(text, document, own) if own is not None else []
        for mention in others:
            if own is not None and not mention.near:
                yield _other(text, mention, own)
        yield from _bodies(text)
        if not others:  # with another's name its words are copied too
            yield from _kind(text, own)


def agency_texts(document: Document, context: Context) -> Iterator[Text]:
    """Every text in which an agency may be named, the questions of an analysis among them."""
    yield from context.texts
    for text in printed_labels(document):
        if text.where.field == "items" and len(text.text) > len("เทศบาล"):
            yield text


@dataclass(frozen=True, slots=True)
class Own:
    """The own name as the checks know it. Not `sure`: it is only the name that the text has most."""

    name: str
    kind: str
    sure: bool = True


def own_of(document: Document, context: Context) -> Own | None:
    """The municipality's name, else the one that the document names again and again; None when none does."""
    own = document.municipality
    if own.name.strip():
        return Own(own.name.strip(), own.kind) if len(own.name.strip()) > SHORT_NAME else None
    counts: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    for text in agency_texts(document, context):
        for each in mentions(text.text, "", ""):
            if each.role != "with" and each.kind:
                counts[each.name] += 1
                kinds.setdefault(each.name, each.kind)
    if not counts:
        return None
    (name, most), *others = counts.most_common(2)
    if most < AGAIN or (others and others[0][1] * AGAIN > most):
        return None
    return Own(name, kinds[name], sure=False)


def other_names(text: Text, document: Document, own: Own) -> list[Mention]:
    """Other local administrations named in a text, unless they stand there rightly."""
    return [
        each
        for each in mentions(text.text, own.name, own.kind)
        if each.role != "with" and not _of_own_province(each, document)
    ]


def own_name(own: Own) -> str:
    """The own name with its kind, as it is written out."""
    return KIND_WORDS.get(own.kind, "") + own.name


def _of_own_province(mention: Mention, document: Document) -> bool:
    """Whether it is the provincial administration of the own province, with which all work."""
    province = document.municipality.province.replace(" ", "")
    return mention.kind == "pao" and (not province or mention.name == province)


def _other(text: Text, mention: Mention, own: Own) -> Finding:
    name = text.text[mention.start : mention.end]
    speaks = mention.role == "own" or _headline(text)
    certain = speaks and own.sure and own.kind != "pao"
    severity: Severity = "error" if certain else "warning"
    values = {"name": " ".join(name.split()), "own": own_name(own)}
    message = gettext("“%(name)s” is another municipality; this is the report of %(own)s.") % values
    fix = gettext(
        "Write “%(own)s” if the report speaks of itself, else say what the other one has to do with it."
    )
    return Finding(CODE, severity, message, fix % values, text.at(mention.start, mention.end))


def _headline(text: Text) -> bool:
    """Whether a text is the title or a line of the cover, which name nobody but the own agency."""
    return text.where.field == "title" or (text.where.field == "before" and len(text.text) <= LINE)


def _day_to_sign(text: Text, start: int) -> bool:
    """Whether a line outside the measures begins with the dots for a day: they are filled in with the pen."""
    begins = not text.text[:start].rpartition("\n")[2].strip()
    return text.where.measure is None and begins and text.text.startswith("วันที่", start)


def _left_overs(text: Text) -> Iterator[Finding]:
    fix = gettext("Write the own name or the missing word; delete the blank.")
    form = text.where.field in FORMS or "ลงชื่อ" in text.text
    found = [
        each
        for each in left_overs(text.text)
        if not (each.is_line(text.text) and (form or _day_to_sign(text, each.start)))
    ]
    for each in found:
        message = gettext("“%(quote)s” is a blank of a template that was not filled in.")
        where = text.at(each.start, each.end)
        yield Finding(CODE, "error", message % {"quote": " ".join((where.quote or "").split())}, fix, where)
    for each in numbered_offices(text.text):
        if not any(other.start <= each.start < other.end for other in found):
            where = text.at(each.start, each.end)
            message = gettext("“%(quote)s” reads like the blank of a template.") % {"quote": where.quote}
            yield Finding(CODE, "warning", message, fix, where)


def _kind(text: Text, own: Own | None) -> Iterator[Finding]:
    """One finding per text: whoever copied one such word copied them all."""
    found = other_kind(text.text, own.kind) if own is not None and own.sure else None
    if own is None or found is None:
        return
    where = text.at(found.start, found.end)
    values = {"quote": " ".join((where.quote or "").split()), "own": own_name(own)}
    message = gettext("“%(quote)s” belongs to another kind of administration than %(own)s.") % values
    fix = gettext("Write the own word for it if another report was copied here.")
    yield Finding(CODE, "warning", message, fix, where)


def _bodies(text: Text) -> Iterator[Finding]:
    responsible = text.where.field == "responsible"
    for each in (*foreign_bodies(text.text, responsible=responsible), *other_heads(text.text)):
        where = text.at(each.start, each.end)
        values = {"quote": " ".join((where.quote or "").split())}
        message = gettext("“%(quote)s” stands where the report speaks of its own agency.") % values
        fix = gettext("Write the own name if another report was copied here, else say what this body does.")
        yield Finding(CODE, "warning", message, fix, where)
    groups = list(work_groups(text.text, responsible=responsible))
    if groups and not (responsible or len(groups) == 1):
        groups = groups[:1]
    if groups:
        where = text.at(groups[0].start, groups[-1].end if responsible else groups[0].end)
        values = {"quote": " ".join((where.quote or "").split())}
        message = gettext("“%(quote)s” is no unit of a municipality.") % values
        fix = gettext("Name the office or division (สำนักปลัด, กองคลัง …) that is responsible.")
        yield Finding(CODE, "warning", message, fix, where)
