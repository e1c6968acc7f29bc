"""The catalogue's years as frames, made from the project's data files without a database."""

import json
from pathlib import Path

import catalogue
from catalogue.frame import Frame

_DATA = Path(catalogue.__file__).parent / "data"
FRAMES = {
    int(path.stem): Frame.from_data(json.loads(path.read_text(encoding="utf-8")))
    for path in _DATA.glob("25*.json")
}
