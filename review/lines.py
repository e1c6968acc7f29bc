"""A version in one line of a list: in the words of its frozen document, under the code it had then."""

from __future__ import annotations

from dataclasses import dataclass

from reports.listed import line_of
from reports.models import Version


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    municipality: str
    province: str
    kind: str
    year: int


def line(version: Version) -> Line:
    said = line_of(bytes(version.document))
    report = version.report
    return Line(said["code"], said["name"], said["province"], report.get_kind_display(), report.key_year)
