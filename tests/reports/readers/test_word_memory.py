"""What a Word file remembers is worth what an uploaded file is: damaged, hostile or foreign, the pages count alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from reports.document import Document
from reports.formats.json_form import dumps, loads
from reports.layouts import Column
from reports.readers.docx import read_docx
from reports.readers.word.memory import SIZE_LIMIT, memory_of
from reports.reading_apart import read_apart
from reports.word_marks import MEMORY
from reports.writers.docx import write_docx
from reports.writers.imprint import Imprint
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import RESULTS
from tests.reports.writers.edited_words import read

PART = "customXml/item1.xml"


def changed(data: bytes, change: Callable[[bytes], bytes], name: str = PART, new_name: str = "") -> bytes:
    """The file with a part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            part = old.read(each)
            if each.filename == name:
                new.writestr(new_name or name, change(part))
            else:
                new.writestr(each.filename, part)
    return out.getvalue()


def with_json(json: bytes) -> Callable[[bytes], bytes]:
    text = json.decode().replace("&", "&amp;").replace("<", "&lt;")
    part = f'<report xmlns="{MEMORY}"><document>{text}</document></report>'.encode()
    return lambda _part: part


def impossible(**changes: Any) -> bytes:
    return dumps(replace(RESULTS, **changes))


BOMB = f"""<!DOCTYPE report [<!ENTITY a "{"x" * 1000}"><!ENTITY b "{"&a;" * 100}">]>
<report xmlns="{MEMORY}"><document>&b;</document></report>""".encode()

DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _part: b"",
    "no XML": lambda _part: MEMORY.encode(),
    "cut off": lambda part: part[:-200],
    "entities": lambda _part: BOMB,
    "from elsewhere": lambda _part: (
        f'<!DOCTYPE r SYSTEM "http://example.com/x"><report xmlns="{MEMORY}"><document/></report>'.encode()
    ),
    "another namespace": lambda part: part.replace(MEMORY.encode(), b"urn:example:other"),
    "a later form of the part": lambda part: part.replace(MEMORY.encode(), MEMORY.encode()[:-1] + b"2"),
    "another root": lambda part: part.replace(b"<report ", b"<letter ").replace(b"</report>", b"</letter>"),
    "deep": lambda part: part.replace(b"<document>", b"<document>" + b"<a>" * 5000, 1),
    "no JSON": with_json(b"{'format': 1"),
    "deep JSON": with_json(b"[" * 200_000),
    "a number without end": with_json(b'{"format": ' + b"9" * 100_000 + b"}"),
    "a later format": with_json(dumps(RESULTS).replace(b'"format":1', b'"format":2')),
    "an unknown key": with_json(dumps(RESULTS).replace(b'"format":1', b'"format":1,"secret":1')),
    "a list": with_json(b"[]"),
    "a column that cannot be": with_json(
        impossible(layout=replace(RESULTS.layout, columns=(Column("secret", "ลับ"),)))
    ),
    "a cell too long to print": with_json(impossible(title="ก" * 30_000)),
    "too large": lambda part: part.replace(b"</report>", b" " * SIZE_LIMIT + b"</report>"),
    "100 MB": lambda part: part.replace(b"</report>", b" " * 100_000_000 + b"</report>"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_or_hostile_memory_leaves_the_pages_as_they_are(name: str) -> None:
    data = write_docx(RESULTS)
    without = read_docx(data, frames=FRAMES)
    assert read(changed(data, DAMAGED[name])) == without
    assert without.document != RESULTS


def test_read_apart_a_file_brings_back_what_it_remembers() -> None:
    years = {"results": 2568, "analysis": 2567}
    reading = read_apart(write_docx(RESULTS), frames=FRAMES, kind="results", key_years=years)
    assert (reading.document, reading.warnings) == (RESULTS, ())


def test_read_apart_a_hostile_memory_is_no_more_than_none() -> None:
    reading = read_apart(changed(write_docx(RESULTS), DAMAGED["deep JSON"]), frames=FRAMES)
    assert reading.document.measure_count == RESULTS.measure_count
    assert not reading.document.result.trend


def test_a_program_may_give_the_part_another_number() -> None:
    data = changed(write_docx(RESULTS), lambda part: part, new_name="customXml/item7.xml")
    assert read(data).document == RESULTS


IMPRINT = Imprint.of(
    "https://portal.example.go.th/r/99010101/results/2568/v1/", 1, date(2026, 3, 20), "0" * 64
)


def test_a_file_holds_its_report_and_nothing_that_its_json_does_not_say() -> None:
    for data in (write_docx(RESULTS), write_docx(RESULTS, imprint=IMPRINT)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = ElementTree.fromstring(archive.read(PART))
        assert [each.tag for each in root.iter()] == [f"{{{MEMORY}}}report", f"{{{MEMORY}}}document"]
        (document,) = root
        assert (document.text or "").encode() == dumps(RESULTS)


def test_a_published_version_comes_back_as_it_was_published() -> None:
    reading = read(write_docx(RESULTS, imprint=IMPRINT))
    assert (reading.document, reading.warnings) == (RESULTS, ())


def test_characters_that_xml_cannot_hold_are_remembered_too() -> None:
    document: Document = replace(RESULTS, title="ก\x00ข\x0b\ufffeค & < ]]>")
    memory = memory_of(write_docx(document))
    assert memory is not None
    assert memory.document == loads(dumps(document))


def test_the_part_is_one_that_word_keeps() -> None:
    """Its properties name its namespace, the document points at it, and the types of both are declared."""
    with zipfile.ZipFile(io.BytesIO(write_docx(RESULTS))) as archive:
        properties = archive.read("customXml/itemProps1.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
        own = archive.read("customXml/_rels/item1.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    assert f'uri="{MEMORY}"' in properties
    assert re.search(r'itemID="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"', properties)
    assert re.search(r'/customXml" Target="\.\./customXml/item1\.xml"', links)
    assert re.search(r'/customXmlProps" Target="itemProps1\.xml"', own)
    assert 'PartName="/customXml/itemProps1.xml"' in types
