"""The stories of the demo as plain values, read from the TOML files of `data/`.

A folder is a municipality: `municipality.toml` (who), `results.toml` (scores by assessed year) and one
`plan-<fiscal year>.toml` for each year of work (analysis of the result before, measures, what they achieved).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from municipalities.roles import Role

DATA = Path(__file__).parent / "data"

Stage = Literal["draft", "submitted", "published"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in; `province` (its name) only for who looks after one."""

    role: Role
    name: str
    email: str
    province: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office (นายก, ปลัด), from `since` on."""

    name: str
    position: str
    since: date


@dataclass(frozen=True, slots=True)
class YearResult:
    """The result of one assessed year; keys of `items` and `remarks` are codes, of `indicators` numbers."""

    assessed_year: int
    status: str
    total: Decimal | None = None
    level: str = ""
    announced_on: date | None = None
    instruments: Mapping[str, Decimal] = field(default_factory=dict)
    indicators: Mapping[int | str, Decimal] = field(default_factory=dict)
    items: Mapping[str, Decimal] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """The analysis of the items that one instrument has under an issue."""

    issue: int
    instrument: str
    remark: str


@dataclass(frozen=True, slots=True)
class PlannedEvidence:
    """A link (`url`) or a file of the story's folder `files`."""

    title: str
    url: str = ""
    file: Path | None = None
    public: bool = True


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure; `fields` are those of `measures.fields`, `later` names the ones that version 1 still lacked."""

    issue: int
    fields: Mapping[str, Any]
    evidence: tuple[PlannedEvidence, ...] = ()
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearOfWork:
    """The analysis of the assessed year before a fiscal year, and the measures of that fiscal year."""

    action_year: int
    analysis: tuple[Remark, ...]
    measures: tuple[PlannedMeasure, ...]

    @property
    def assessed_year(self) -> int:
        return self.action_year - 1


@dataclass(frozen=True, slots=True)
class Amendment:
    """Why version 1 went out with an error (`waiver`, granted with `note`), and why version 2 followed (`reason`)."""

    waiver: str
    note: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedReport:
    """A report and how far it has come; `layout` "" is the usual one of its kind."""

    kind: str
    key_year: int
    state: Stage
    layout: str = ""
    amendment: Amendment | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """One invented municipality with everything the demo knows about it."""

    code: str
    kind: str
    name: str
    province: str
    district: str
    website: str
    departments: tuple[str, ...]
    head: Holder
    clerk: Holder
    people: tuple[Person, ...]
    results: tuple[YearResult, ...]
    years: tuple[YearOfWork, ...]
    reports: tuple[PlannedReport, ...]

    def person(self, role: Role) -> Person:
        return next(each for each in self.people if each.role == role)


@cache
def stories() -> tuple[Story, ...]:
    """Every story, by the code of its municipality."""
    found = [_story(path.parent) for path in DATA.glob("*/municipality.toml")]
    return tuple(sorted(found, key=lambda story: story.code))


@cache
def portal_people() -> tuple[Person, ...]:
    """The people who belong to no single municipality."""
    return _people(_read(DATA / "people.toml"))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _people(data: Mapping[str, Any]) -> tuple[Person, ...]:
    return tuple(Person(**{**each, "role": Role(each["role"])}) for each in data["person"])


def _story(folder: Path) -> Story:
    data = _read(folder / "municipality.toml")
    return Story(
        **{name: data[name] for name in ("code", "kind", "name", "province", "district", "website")},
        departments=tuple(data["departments"]),
        head=Holder(**data["head"]),
        clerk=Holder(**data["clerk"]),
        people=_people(data),
        results=tuple(_result(each) for each in _read(folder / "results.toml")["year"]),
        years=tuple(_year(_read(path), folder / "files") for path in sorted(folder.glob("plan-*.toml"))),
        reports=tuple(_report(each) for each in data["report"]),
    )


def _result(data: dict[str, Any]) -> YearResult:
    return YearResult(
        assessed_year=data["assessed_year"],
        status=data["status"],
        total=Decimal(data["total"]) if "total" in data else None,
        level=data.get("level", ""),
        announced_on=data.get("announced_on"),
        instruments=_scores(data, "instruments"),
        indicators={int(no): score for no, score in _scores(data, "indicators").items()},
        items=_scores(data, "items"),
        remarks=data.get("remarks", {}),
    )


def _scores(data: Mapping[str, Any], name: str) -> dict[str, Decimal]:
    return {key: Decimal(score) for key, score in data.get(name, {}).items()}


def _report(data: Mapping[str, Any]) -> PlannedReport:
    amendment = Amendment(**data["amendment"]) if "amendment" in data else None
    return PlannedReport(**{**data, "amendment": amendment})


def _year(data: Mapping[str, Any], files: Path) -> YearOfWork:
    return YearOfWork(
        action_year=data["action_year"],
        analysis=tuple(
            Remark(each["issue"], each["instrument"], each["remark"].strip()) for each in data["analysis"]
        ),
        measures=tuple(_measure(each, files) for each in data["measure"]),
    )


def _measure(data: Mapping[str, Any], files: Path) -> PlannedMeasure:
    fields = {name: value for name, value in data.items() if name not in ("issue", "evidence", "later")}
    return PlannedMeasure(
        issue=data["issue"],
        fields={name: value.strip() if isinstance(value, str) else value for name, value in fields.items()},
        evidence=tuple(_evidence(each, files) for each in data.get("evidence", ())),
        later=tuple(data.get("later", ())),
    )


def _evidence(data: Mapping[str, Any], files: Path) -> PlannedEvidence:
    file = files / data["file"] if "file" in data else None
    return PlannedEvidence(**{**data, "file": file})
