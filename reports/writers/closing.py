"""The end of a report: signatures, evidence, remarks on items, and text that found no other place."""

from __future__ import annotations

from collections.abc import Iterator

from ita_portal.thai.celltext import plain
from reports.document import Evidence, Signature
from reports.writers.blocks import running_text, says_something
from reports.writers.cells import cell
from reports.writers.markup import Markup, element, fragment
from reports.writers.setting import Setting, shortened
from vault.kinds import extension_of

LINE_TO_SIGN = "." * 44


def closing(setting: Setting) -> Markup:
    document = setting.document
    after = running_text(setting, document.after, "after") if says_something(document.after) else None
    signed = _signatures(setting)
    return fragment(
        element("section", after, signed, class_="end") if after or signed else None,
        _evidence(setting),
        _remarks(setting),
        _notes(setting),
    )


def _signatures(setting: Setting) -> Markup | None:
    known = setting.document.signatures if setting.layout.prints("signatures") else ()
    if not known:
        return None
    return element("div", (_signature(setting, each) for each in known), class_="signatures")


def _signature(setting: Setting, each: Signature) -> Markup:
    words = setting.words
    day = setting.date(each.date) if each.date else LINE_TO_SIGN[:28]
    return element(
        "div",
        element("p", words.signed, " ", element("span", LINE_TO_SIGN, aria_hidden="true")),
        element("p", f"({each.name})" if each.name else f"({LINE_TO_SIGN})"),
        element("p", each.position) if each.position else None,
        element("p", words.acting.format(each.acting_for)) if each.acting_for else None,
        element("p", words.dated.format(day)),
        class_="signature",
    )


def _evidence(setting: Setting) -> Markup | None:
    rows = list(_evidence_rows(setting))
    if not rows:
        return None
    words = setting.words
    head = setting.heading(2, words.evidence, name="evidence", running=True)
    columns = (element("col", class_=name) for name in ("w-8", "w-42", "w-22", "w-28"))
    titles = (
        element("th", words.evidence_number, scope="col", class_="c-no"),
        element("th", words.evidence_title, scope="col"),
        element("th", words.evidence_kind, scope="col"),
        element("th", _of_what(setting), scope="col"),
    )
    table = element(
        "table",
        element("colgroup", columns),
        element("thead", element("tr", titles)),
        element("tbody", rows),
        class_="tbl evidence",
    )
    return element("section", head, table, class_="annex")


def _of_what(setting: Setting) -> str:
    """The heading of the last column: measures, items, or both."""
    document, words = setting.document, setting.words
    of_measures = any(measure.evidence for section in document.sections for measure in section.measures)
    if not document.item_evidence:
        return words.fields["title"]
    return words.evidence_of_both if of_measures else words.evidence_of_items


def _evidence_rows(setting: Setting) -> Iterator[Markup]:
    """One row a piece, numbered through the report, so that a letter can name it by its number."""
    for number, (name, each) in enumerate(_named_pieces(setting), start=1):
        yield element(
            "tr",
            element("td", setting.digits(str(number)), class_="c-no"),
            element("th", _piece(setting, each), scope="row"),
            element("td", _kind(setting, each)),
            element("td", shortened(name, 160)),
        )


def _named_pieces(setting: Setting) -> Iterator[tuple[str, Evidence]]:
    """Every piece with the measure or item it belongs to, in the order of `Document.pieces`."""
    for section in setting.document.sections:
        for measure in section.measures:
            name = plain(measure.title).strip() or section.heading_as_written or section.title or "–"
            yield from ((name, each) for each in measure.evidence)
    for item in setting.document.item_evidence:
        name = f"{setting.digits(item.item)} {item.title}".strip() or "–"
        yield from ((name, each) for each in item.evidence)


def _piece(setting: Setting, each: Evidence) -> Markup:
    """Its title, and where it is when readers may open it."""
    where = _address(setting, each)
    if not where:
        return fragment(each.title)
    link = element("a", where, href=where, rel="nofollow noopener", class_="address")
    return fragment(each.title, element("br"), link)


def _address(setting: Setting, each: Evidence) -> str:
    """A link's own address; a file's is beside the published version, a draft has none."""
    if not each.public:
        return ""
    if each.url.lower().startswith(("http://", "https://")):
        return each.url
    return file_address(setting.imprint.url, each) if setting.imprint and each.sha256 else ""


def file_address(version_url: str, each: Evidence) -> str:
    """Where the file of public evidence is found beside a published version."""
    return f"{version_url}files/{each.sha256}.{extension_of(each.media_type)}"


def _kind(setting: Setting, each: Evidence) -> str:
    kinds = setting.words.evidence_kinds
    kind = "link" if each.url else extension_of(each.media_type)
    told = kinds.get(kind, "")
    return told if each.public else ", ".join(filter(None, (told, kinds["private"])))


def _remarks(setting: Setting) -> Markup | None:
    """Remarks on items of the result, which stand in no other table."""
    known = [each for each in setting.document.result.items if each.remark.strip()]
    if not known:
        return None
    words = setting.words
    rows = (
        element(
            "tr",
            element("th", f"{setting.digits(each.code)} {each.title}".strip(), scope="row"),
            element("td", setting.score(each.score), class_="n"),
            element("td", cell(each.remark)),
        )
        for each in known
    )
    titles = (words.fields["items"], words.fields["score"], words.remarks)
    head = element("tr", (element("th", title, scope="col") for title in titles))
    columns = (element("col", class_=name) for name in ("w-34", "w-14", "w-52"))
    table = element(
        "table",
        element("colgroup", columns),
        element("thead", head),
        element("tbody", rows),
        class_="tbl remarks",
    )
    title = setting.heading(2, words.remarks, name="remarks", running=True)
    return element("section", title, table, class_="annex")


def _notes(setting: Setting) -> Markup | None:
    blocks = setting.document.notes
    if not says_something(blocks):
        return None
    head = setting.heading(2, setting.words.notes, name="notes", running=True)
    return element("section", head, running_text(setting, blocks, "note"), class_="annex notes")
