"""Small real files of every kind, and some that only look like one."""

from __future__ import annotations

import io
import zipfile

from PIL import Image
from pypdf import PdfWriter


def picture(name: str = "JPEG", size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    image = Image.new("RGB", size, (10, 120, 130))
    image.putpixel((0, 0), (255, 255, 255))
    out = io.BytesIO()
    image.save(out, name, **how)
    return out.getvalue()


def phone_photo() -> bytes:
    """Lies on its side and says where it was taken."""
    image = Image.new("RGB", (60, 40), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def office(main: str = "word/document.xml", *further: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", main, *further):
            package.writestr(name, "<xml/>")
    return out.getvalue()
