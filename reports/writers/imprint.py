"""What a published version says of itself: where it is found and how it is verified."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """The permanent address, version and hash of a published report.

    `sha256` is that of the canonical JSON (a PDF cannot hold its own). `qr_svg` is the QR code of `url` as an
    SVG without Thai text; `Imprint.of` draws it.
    """

    url: str
    version: int
    date: datetime.date
    sha256: str
    qr_svg: str = ""

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")):
            raise ValueError(f"an imprint needs a web address, not {self.url[:80]!r}")

    @classmethod
    def of(cls, url: str, version: int, day: datetime.date, sha256: str) -> Imprint:
        """An imprint with the QR code of its address."""
        return cls(url, version, day, sha256, qr_svg(url))


def qr_svg(url: str) -> str:
    """The QR code of an address as an inline SVG, the same for the same address."""
    import segno

    code = segno.make(url, error="m", micro=False)
    return code.svg_inline(border=2, dark="#15262b", light="#fff", omitsize=True)
