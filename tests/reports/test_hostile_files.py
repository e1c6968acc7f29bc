"""No file can harm: each is refused with a reason in the reader's language, through every door, within bounds."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import gettext, override

from reports.file_check import NotChecked, checked
from reports.models import ImportDraft
from reports.readers.messages import REFUSALS
from reports.readers.reading import UnreadableFile
from reports.reading_apart import answer, read_apart
from tests.cast import CODE, YEAR, Cast, load_catalogue, make_cast, sign_in
from tests.reports.readers.hostile_files import hostile
from tests.reports.readers.years import FRAMES

CASES = {case: (name, data, code) for case, name, data, code in hostile()}
THROUGH_THE_DOORS = ("bomb", "macros", "program", "open entities", "password")
MOST_MEMORY = 200_000_000

every_case = pytest.mark.parametrize("case", CASES)
each_kind = pytest.mark.parametrize("case", THROUGH_THE_DOORS)


def thai(code: str) -> str:
    """The beginning of the reason, up to its first parameter."""
    with override("th"):
        said = gettext(REFUSALS[code])
    assert said != REFUSALS[code]
    return said.split("%(")[0]


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2567, 2568, 2569)
    return make_cast()


@every_case
def test_it_is_refused_for_its_reason_and_costs_little(case: str) -> None:
    _name, data, code = CASES[case]
    tracemalloc.start()
    try:
        told = answer(data, FRAMES, "", {"results": 2568, "analysis": 2567})
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told["refused"] == code
    assert most < MOST_MEMORY


@every_case
def test_a_visitor_reads_the_reason(case: str) -> None:
    _name, data, code = CASES[case]
    with override("th"), pytest.raises(NotChecked) as refused:
        checked(data, FRAMES)
    assert thai(code) in str(refused.value)


@each_kind
def test_the_upload_of_an_officer_says_it_beside_the_field(client: Client, cast: Cast, case: str) -> None:
    name, data, code = CASES[case]
    sign_in(client, cast.officer)
    response = client.post(f"/m/{CODE}/{YEAR}/import/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert thai(code) in response.context["form"].errors["file"][0]
    assert not ImportDraft.objects.exists()


@each_kind
def test_the_public_page_says_it_beside_the_field(client: Client, cast: Cast, case: str) -> None:
    name, data, code = CASES[case]
    response = client.post("/check/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert thai(code) in response.context["errors"]["file"]


@each_kind
@pytest.mark.parametrize(
    "command", [("import_report", "--municipality", CODE, "--fiscal-year", "2568"), ("check_report",)]
)
def test_the_commands_end_with_one_line(
    cast: Cast, tmp_path: Path, case: str, command: tuple[str, ...]
) -> None:
    name, data, code = CASES[case]
    file = tmp_path / name
    file.write_bytes(data)
    with override("th"), pytest.raises(CommandError) as refused:
        call_command(command[0], str(file), *command[1:], stdout=io.StringIO())
    assert thai(code) in str(refused.value)


@pytest.mark.parametrize("command", ["import_report", "check_report"])
def test_a_file_of_200_megabytes_is_not_brought_into_memory(cast: Cast, tmp_path: Path, command: str) -> None:
    file = tmp_path / "report.xlsx"
    with file.open("wb") as out:
        out.truncate(200_000_000)
    options: dict[str, Any] = {"municipality": CODE, "fiscal_year": "2568"}
    tracemalloc.start()
    try:
        with override("th"), pytest.raises(CommandError, match=r"200\.0"):
            call_command(command, str(file), **options)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.reading_apart.SECONDS", 0.01)
    with pytest.raises(UnreadableFile) as refused:
        read_apart(CASES["bomb"][1], frames=FRAMES)
    assert refused.value.code == "read-too-much"
