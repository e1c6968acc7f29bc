"""Data files and the frames they describe: reading, fingerprint, and the way from file to `Frame`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.frame import (
    Component,
    Frame,
    FrameBand,
    FrameIndicator,
    FrameInstrument,
    FrameIssue,
    FrameItem,
    Requirement,
)
from catalogue.validation import REQUIRED_BY_KIND, WHOLE_YEAR

SHIPPED = Path(__file__).parent / "data"
EDITORIAL = ("revision_date", "revision_note")
"""Keys that say how a revision came about, not what it asks."""


def shipped_files() -> dict[int, Path]:
    """Return the data files of this release by evaluation year, oldest first."""
    return {int(path.stem): path for path in sorted(SHIPPED.glob("[0-9]*.json"))}


def fingerprint(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a framework asks: equal whenever nothing but the editorial keys differs."""
    content = {key: value for key, value in data.items() if key not in EDITORIAL}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def shipped_frames() -> Mapping[int, Frame]:
    """Return the frames of the shipped files, for checks and readers that run without a database."""
    return {
        year: frame_from_data(json.loads(path.read_text(encoding="utf-8")))
        for year, path in shipped_files().items()
    }


def frame_from_data(data: Mapping[str, Any]) -> Frame:
    """Make a frame from valid data (`catalogue.validation`); raises KeyError or ValueError for other data."""
    return Frame(
        year=data["evaluation_year"],
        revision=data["revision"],
        scheme=data["rating"]["scheme"],
        instruments=tuple(
            FrameInstrument(
                code=row["code"],
                name=row["name"],
                weight=row["weight"],
                indicators=tuple(
                    each["no"] for each in data["indicators"] if each["instrument"] == row["code"]
                ),
            )
            for row in data["instruments"]
        ),
        indicators=tuple(
            FrameIndicator(row["no"], row["instrument"], row["name"], tuple(row["aliases"]))
            for row in data["indicators"]
        ),
        items=tuple(
            FrameItem(
                code=row["code"],
                title=row["title"],
                indicator=row["indicator"],
                sub_indicator=row["sub_indicator"] or "",
                aliases=tuple(row["aliases"]),
                issues=tuple(row["issues"]),
                replaces=tuple(row["replaces"]),
            )
            for row in data["items"]
        ),
        issues=tuple(FrameIssue(row["no"], row["title"], tuple(row["aliases"])) for row in data["issues"]),
        bands=tuple(_band(row) for row in data["rating"]["bands"]),
        requirements=tuple(
            _requirement(row, data["evaluation_year"]) for row in data["document_requirements"]
        ),
    )


def _band(row: Mapping[str, Any]) -> FrameBand:
    condition = row["min_each_instrument"]
    return FrameBand(
        code=row["code"],
        name=row["name"],
        min_total=Decimal(row["min_total"]),
        min_each_instrument=None if condition is None else Decimal(condition),
        passing=row["passing"],
        order=row["order"],
    )


def _requirement(row: Mapping[str, Any], evaluation_year: int) -> Requirement:
    """A component without a field is asked of the document as a whole: no cell can show or lack it."""
    return Requirement(
        kind=row["kind"],
        evaluation_year=evaluation_year,
        item=row["item"],
        key_year=row[REQUIRED_BY_KIND[row["kind"]]],
        covers_months=row.get("covers_months", WHOLE_YEAR),
        issues_required=tuple(row["issues_required"]),
        components=tuple(
            Component(each["field"], each["text"], each["per_issue"], unverified=bool(each["unverified"]))
            for each in row["components"]
            if each["field"]
        ),
    )
