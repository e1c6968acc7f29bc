"""What a Word file says about itself: title, author, language, date, and how Word should treat it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reports.writers.docx.xml import Element, w, writable
from reports.writers.setting import Setting

GENERATOR = "ITA Portal"
MODE = 15
"""Word 2013 and later, so that the file does not open in compatibility mode."""

_SCHEMAS = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def settings() -> Element:
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=MODE,
            ),
        ),
        w("themeFontLang", val="en-US", bidi="th-TH"),
    )


def core(setting: Setting, title: str) -> bytes:
    """Title, author and language; a published version also has its date."""
    language = "en-US" if setting.layout.language.lower().startswith("en") else "th-TH"
    day = f"{setting.imprint.date.isoformat()}T00:00:00Z" if setting.imprint else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
        if day
    )
    said = {"dc:title": title, "dc:creator": setting.agency, "dc:language": language}
    written = "".join(f"<{name}>{escape(writable(text))}</{name}>" for name, text in said.items() if text)
    return f"{_DECLARATION}<cp:coreProperties {_SCHEMAS}>{written}{dates}</cp:coreProperties>".encode()


def application() -> bytes:
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_DECLARATION}<Properties xmlns="{schema}"><Application>{GENERATOR}</Application></Properties>'.encode()
