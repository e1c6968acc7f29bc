"""What a report may load while it is rendered: files of one folder, and small pictures it holds itself."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

DATA_LIMIT = 1024 * 1024
"""Characters of a picture written into the page."""

_NAME = re.compile(r"asset:([A-Za-z0-9][A-Za-z0-9._-]*)", re.ASCII)
_PICTURE = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=]+)", re.ASCII)
_TYPES = {".ttf": "font/ttf", ".png": "image/png"}


class Refused(ValueError):
    """An address that no report may load. The message says which."""


class SafeFetcher(URLFetcher):
    """Gives `asset:NAME` from one folder and small `data:image` pictures; refuses every other address."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.folder = folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if found := _NAME.fullmatch(url):
            path = self.folder / found[1]
            if path.suffix in _TYPES and path.is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})
        if len(url) <= DATA_LIMIT and (found := _PICTURE.fullmatch(url)):
            return URLFetcherResponse(url, b64decode(found[2]), {"Content-Type": found[1]})
        raise Refused(f"a report may not load {url[:80]}")
