"""The file itself: parts, their types and how they point at each other, in a zip that is always the same.

A Word file is written here part by part rather than from a template, which would bring eight hundred kilobytes of
styles with the fonts of another language, a theme and a thumbnail that would all have to be taken out again.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from reports.writers.docx.xml import writable

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CUSTOM_XML = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the same report has the same bytes."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass
class Package:
    """Parts by name, and what the document points at."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, name: str, kind: str, data: bytes) -> str:
        """A part of a kind ("styles", "header", …) of WordprocessingML; the id under which the document has it."""
        self.parts[f"word/{name}"] = data
        self.types[f"/word/{name}"] = f"{WORD}.{kind}+xml"
        return self._link(kind, name)

    def picture(self, name: str, data: bytes) -> str:
        self.parts[f"word/media/{name}"] = data
        return self._link("image", f"media/{name}")

    def memory(self, data: bytes, properties: bytes) -> None:
        """A part of custom XML, which programs keep and do not show, with its properties beside it."""
        self.parts["customXml/item1.xml"] = data
        self.parts["customXml/itemProps1.xml"] = properties
        self.types["/customXml/itemProps1.xml"] = CUSTOM_XML
        link = (f"{OFFICE}/customXmlProps", "itemProps1.xml", False)
        self.parts["customXml/_rels/item1.xml.rels"] = _relationships({link: "rId1"})
        self._link("customXml", "../customXml/item1.xml")

    def external_link(self, address: str) -> str:
        return self._link("hyperlink", address, outside=True)

    def _link(self, kind: str, target: str, *, outside: bool = False) -> str:
        key = (f"{OFFICE}/{kind}", target, outside)
        return self.links.setdefault(key, f"rId{len(self.links) + 1}")

    def written(self, document: bytes, core: bytes, app: bytes) -> bytes:
        """The bytes of the file."""
        files = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relationships(
                {
                    (f"{OFFICE}/officeDocument", "word/document.xml", False): "rId1",
                    (CORE, "docProps/core.xml", False): "rId2",
                    (f"{OFFICE}/extended-properties", "docProps/app.xml", False): "rId3",
                }
            ),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relationships(self.links),
            **self.parts,
            "docProps/core.xml": core,
            "docProps/app.xml": app,
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, data in files.items():
                entry = zipfile.ZipInfo(name, MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, data)
        return target.getvalue()

    def _content_types(self) -> bytes:
        types = {
            "/word/document.xml": f"{WORD}.document.main+xml",
            **self.types,
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        }
        endings = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
        }
        defaults = "".join(
            f'<Default Extension="{ending}" ContentType="{each}"/>' for ending, each in endings.items()
        )
        overrides = "".join(
            f'<Override PartName="{name}" ContentType="{each}"/>' for name, each in types.items()
        )
        return f'{_DECLARATION}<Types xmlns="{TYPES}">{defaults}{overrides}</Types>'.encode()


def _relationships(links: dict[tuple[str, str, bool], str]) -> bytes:
    written = "".join(
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(kind)} Target={quoteattr(writable(target))}"
        + (' TargetMode="External"/>' if outside else "/>")
        for (kind, target, outside), name in links.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{written}</Relationships>'.encode()
