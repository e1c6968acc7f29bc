"""Pictures within a line: the municipality's emblem and the QR code of a published version."""

from __future__ import annotations

import hashlib
import io

from reports.writers.docx.ink import Ink
from reports.writers.docx.runs import PLAIN, properties
from reports.writers.docx.xml import NAMESPACES, Element, named, qualified, w
from reports.writers.pictures import LIMIT

EMBLEM_MM, QR_MM = 34, 26
EMU = 36_000
"""English metric units of a millimetre."""

LARGEST = 4_000
"""Pixels of a side that are still decoded."""


def emblem_picture(ink: Ink) -> Element | None:
    """The municipality's own emblem; nothing when it has none or it cannot be read."""
    words = ink.setting.words
    data = ink.pictures.get(ink.setting.document.emblem)
    if data is None or len(data) > LIMIT:
        return None
    return _picture(ink, data, EMBLEM_MM, words.emblem.format(ink.setting.agency or words.untitled))


def qr_picture(ink: Ink) -> Element | None:
    """The QR code of the version's address."""
    if ink.setting.imprint is None:
        return None
    import segno

    drawn = io.BytesIO()
    segno.make(ink.setting.imprint.url, error="m", micro=False).save(drawn, kind="png", scale=8, border=2)
    return _picture(ink, drawn.getvalue(), QR_MM, ink.setting.words.qr)


def _picture(ink: Ink, data: bytes, side: int, says: str) -> Element | None:
    """A picture that fits into a square of so many millimetres, written anew so that Word can read it."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            width, height = opened.size
            if not 0 < max(width, height) <= LARGEST:
                return None
            clean = io.BytesIO()
            opened.convert("RGBA").save(clean, format="PNG")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    whole = side * EMU
    size = (whole * width // max(width, height), whole * height // max(width, height))
    name = f"{hashlib.sha256(clean.getvalue()).hexdigest()[:16]}.png"
    ink.drawings += 1
    return w("r", properties(PLAIN), w("drawing", _inline(ink, name, clean.getvalue(), size, says)))


def _inline(ink: Ink, name: str, data: bytes, size: tuple[int, int], says: str) -> Element:
    blip = named("a:blip")
    blip.set(qualified("r:embed"), ink.package.picture(name, data))
    width, height = size
    number = ink.drawings
    shape = named(
        "pic:spPr",
        named("a:xfrm", named("a:off", x=0, y=0), named("a:ext", cx=width, cy=height)),
        named("a:prstGeom", named("a:avLst"), prst="rect"),
    )
    picture = named(
        "pic:pic",
        named("pic:nvPicPr", named("pic:cNvPr", id=number, name=name, descr=says), named("pic:cNvPicPr")),
        named("pic:blipFill", blip, named("a:stretch", named("a:fillRect"))),
        shape,
    )
    return named(
        "wp:inline",
        named("wp:extent", cx=width, cy=height),
        named("wp:docPr", id=number, name=name, descr=says),
        named("a:graphic", named("a:graphicData", picture, uri=NAMESPACES["pic"])),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
