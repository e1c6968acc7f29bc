"""The catalogue's years as frames, and a way to read a text written in a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from catalogue.frame import Frame
from reports.readers.reading import Reading
from reports.readers.text import read_text
from tests.reports.readers.years import FRAMES


@pytest.fixture(scope="session")
def frames() -> Mapping[int, Frame]:
    return FRAMES


@pytest.fixture
def read(frames: Mapping[int, Frame]) -> Callable[..., Reading]:
    """Read a text whose cells are set apart by " | " (easier to see than tabs)."""

    def read(text: str, **options: object) -> Reading:
        data = re.sub(r" *\| ?", "\t", text).encode()
        return read_text(data, frames=frames, **options)  # type: ignore[arg-type]

    return read
