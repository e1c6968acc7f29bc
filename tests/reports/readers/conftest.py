"""The catalogue's years as frames, and a way to read a text written in a test."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import catalogue
from catalogue.frame import Frame
from reports.readers.reading import Reading
from reports.readers.text import read_text

DATA = Path(catalogue.__file__).parent / "data"


@pytest.fixture(scope="session")
def frames() -> Mapping[int, Frame]:
    return {int(path.stem): Frame.from_data(json.loads(path.read_text())) for path in DATA.glob("25*.json")}


@pytest.fixture
def read(frames: Mapping[int, Frame]) -> Callable[..., Reading]:
    """Read a text whose cells are set apart by " | " (easier to see than tabs)."""

    def read(text: str, **options: object) -> Reading:
        data = text.replace(" | ", "\t").replace("| ", "\t").replace(" |", "\t").encode()
        return read_text(data, frames=frames, **options)  # type: ignore[arg-type]

    return read
