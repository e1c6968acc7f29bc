"""Pictures written anew: upright, no larger than a page needs, and with nothing in them but the picture."""

from __future__ import annotations

import io
import warnings

from django.utils.translation import gettext
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 3000
"""Pixels: a page of A4 at 250 dpi."""
_PIXELS_LIMIT = 80_000_000
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


class NotAPicture(Exception):
    """The bytes cannot be read as a picture; the message is for people."""


def written_anew(data: bytes, extension: str) -> bytes:
    """The picture once more, in the same format. Raises NotAPicture."""
    name = _FORMATS[extension]
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing WeasyPrint sets it for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[name]) as image:
                return _written(image, name)
    except NotAPicture:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture(
            gettext("The file is damaged: it cannot be opened. Save it once more and try again.")
        ) from error


def _written(image: Image.Image, name: str) -> bytes:
    if image.width * image.height > _PIXELS_LIMIT:
        raise NotAPicture(gettext("The picture has more than 80 million pixels. Make it smaller."))
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clear = name != "JPEG" and ("A" in upright.getbands() or "transparency" in upright.info)
    plain = upright.convert("RGBA" if clear else "RGB")
    bare = Image.frombytes(
        plain.mode, plain.size, plain.tobytes()
    )  # without any of what came beside the pixels
    out = io.BytesIO()
    if name == "PNG":
        bare.save(out, name, optimize=False)
    else:
        bare.save(out, name, quality=85)
    return out.getvalue()
