"""Loading data files into the catalogue: all or nothing, idempotent, and never into a published framework."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext

from catalogue.frame_data import fingerprint
from catalogue.models import Framework, Item
from catalogue.services import publish_framework, write_draft
from catalogue.validation import framework_problems
from trail.commands import file_problem

Data = Mapping[str, Any]


class CatalogueError(Exception):
    """A file cannot be loaded; each of `problems` is a line that names the file and the JSON path."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Outcome(StrEnum):
    """What loading a file did."""

    CREATED = "created"
    UPDATED = "updated"
    """A draft of this revision was rewritten and published."""
    UNCHANGED = "unchanged"
    NEEDS_REVISION = "needs-revision"
    """This revision is published with other content and stays as it is."""
    SUPERSEDED = "superseded"
    """A later revision of the year is published; the file was not loaded."""


MAX_BYTES = 10_000_000
"""Largest data file that is read; the shipped ones have about 60 kB."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file's result."""

    evaluation_year: int
    revision: int
    outcome: Outcome
    items: int


def read_framework(path: Path) -> dict[str, Any]:
    """Return the mapping of a data file. Raises CatalogueError when it is no JSON object in UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # not all of a device without end
        if len(content) > MAX_BYTES:
            text = gettext("%(path)s is larger than %(limit)s MB") % {
                "path": path,
                "limit": MAX_BYTES // 1_000_000,
            }
            raise CatalogueError(text)
        data = json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise CatalogueError(file_problem(error)) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(gettext("%(path)s is no text in UTF-8") % {"path": path}) from error
    except json.JSONDecodeError as error:
        text = gettext("%(path)s is no JSON: line %(line)s, column %(column)s (%(reason)s)") % {
            "path": path,
            "line": error.lineno,
            "column": error.colno,
            "reason": error.msg,
        }
        raise CatalogueError(text) from error
    except RecursionError as error:
        raise CatalogueError(gettext("%(path)s is nested too deeply") % {"path": path}) from error
    if not isinstance(data, dict):
        raise CatalogueError(
            gettext("%(path)s is no catalogue: an object with its keys is needed") % {"path": path}
        )
    return data


@transaction.atomic
def load_files(paths: Iterable[Path], *, actor: models.Model | None = None) -> list[Loaded]:
    """Load data files in one transaction, in the order of their years.

    Raises CatalogueError with every problem of every file; then nothing is loaded.
    """
    files = [(path, read_framework(path)) for path in paths]
    by_year = {year: data for _, data in files if isinstance(year := data.get("evaluation_year"), int)}
    problems = [
        f"{path}: {problem}"
        for path, data in files
        for problem in framework_problems(data, year_before(data, by_year))
    ]
    if problems:
        raise CatalogueError(*problems)
    ordered = sorted((data for _, data in files), key=lambda data: data["evaluation_year"])
    return [load_framework(data, actor=actor) for data in ordered]


def year_before(data: Data, loading: Mapping[Any, Data]) -> Data | None:
    """The year before, from the files being loaded or else from the catalogue; None when it is in neither."""
    year = data.get("evaluation_year")
    if not isinstance(year, int):
        return None
    if year - 1 in loading:
        before = loading[year - 1]
        return None if framework_problems(before) else before
    codes = Item.objects.filter(
        framework__evaluation_year=year - 1, framework__status=Framework.Status.PUBLISHED
    ).values_list("code", flat=True)
    rows = [{"code": code} for code in codes]
    return {"evaluation_year": year - 1, "items": rows} if rows else None


@transaction.atomic
def load_framework(data: Data, *, actor: models.Model | None = None) -> Loaded:
    """Load valid data and publish it, unless this or a later revision is published already."""
    year, revision = data["evaluation_year"], data["revision"]
    revisions = Framework.objects.select_for_update().filter(evaluation_year=year)
    known = revisions.filter(revision=revision).first()
    if known is not None and known.status != Framework.Status.DRAFT:
        same = known.content_sha256 == fingerprint(data)
        return _loaded(data, Outcome.UNCHANGED if same else Outcome.NEEDS_REVISION)
    if revisions.filter(revision__gt=revision, status=Framework.Status.PUBLISHED).exists():
        return _loaded(data, Outcome.SUPERSEDED)
    publish_framework(write_draft(data, known), actor=actor)
    return _loaded(data, Outcome.CREATED if known is None else Outcome.UPDATED)


def _loaded(data: Data, outcome: Outcome) -> Loaded:
    return Loaded(data["evaluation_year"], data["revision"], outcome, len(data["items"]))
