"""The package for a municipality's own website: everything to upload, and always the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from reports import storage
from reports.files import CSV_TYPE, JSON_TYPE, PDF_TYPE
from reports.frozen import frozen_now
from reports.models import Version
from reports.package import package
from reports.writers.csv import write_csv
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import withdraw

ADDRESS = f"/r/{CODE}/results/{YEAR}/v1"
STEM = f"results-{YEAR}-{CODE}-v1"
PDF = b"%PDF-1.7 in name only"


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    """The results report as version 1, with a PDF in name only: a real one needs the renderer."""
    frozen = frozen_now(work.results)
    files = {
        "pdf": (PDF, PDF_TYPE),
        "json": (frozen.data, JSON_TYPE),
        "csv": (write_csv(frozen.document), CSV_TYPE),
    }
    return Version.objects.create(
        report=work.results,
        number=1,
        state=Version.State.PUBLIC,
        document=frozen.data,
        document_sha256=frozen.sha256,
        files={name: storage.store(*each).sha256 for name, each in files.items()},
        published_at=timezone.now(),
        published_by=cast.approver,
    )


@pytest.fixture
def files(client: Client, published: Version) -> dict[str, bytes]:
    response = client.get(f"{ADDRESS}.zip")
    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_published_files_and_a_page_that_stands_alone(
    files: dict[str, bytes], published: Version
) -> None:
    assert files[f"{STEM}.pdf"] == PDF
    assert hashlib.sha256(files[f"{STEM}.json"]).hexdigest() == published.document_sha256
    assert files[f"{STEM}.csv"].startswith("\ufeffmunicipality_code".encode())
    page = files[f"{STEM}.html"].decode()
    assert "/r/assets/" not in page
    assert "data:font/woff2" in page
    assert "<script" not in page


def test_its_sums_are_those_of_its_files(files: dict[str, bytes]) -> None:
    sums = [line.split("  ") for line in files["SHA256SUMS.txt"].decode().splitlines()]
    assert [name for _, name in sums] == sorted(name for name in files if name.startswith(STEM))
    for sha256, name in sums:
        assert hashlib.sha256(files[name]).hexdigest() == sha256


def test_the_ready_texts_lead_to_the_permanent_address(files: dict[str, bytes]) -> None:
    for name in ("paragraph.txt", "paragraph.html", "embed.html", "readme.txt"):
        assert f"{ADDRESS}" in files[name].decode()
        assert "เทศบาลตำบลตัวอย่าง" in files[name].decode()


def test_the_same_version_gives_the_same_bytes(published: Version) -> None:
    version = Version.objects.select_related("report").get()
    assert package(version) == package(version)


def test_it_is_offered_on_the_page_of_the_version(client: Client, published: Version) -> None:
    assert f'href="{ADDRESS}.zip"' in client.get(f"{ADDRESS}/").content.decode()


@pytest.mark.parametrize("extension", ["zip", "docx", "pdf", "csv"])
def test_a_withdrawn_version_hands_out_only_its_reason(
    client: Client, published: Version, cast: Cast, extension: str
) -> None:
    withdraw(published, cast)
    response = client.get(f"{ADDRESS}.{extension}")
    assert response.status_code == 410
    assert published.withdrawn_reason in response.content.decode()


def test_a_damaged_file_is_told_and_never_packed(client: Client, published: Version) -> None:
    storage.path_of(published.files["pdf"]).write_bytes(b"other")
    try:
        assert client.get(f"{ADDRESS}.zip").status_code >= 400
    finally:
        storage.path_of(published.files["pdf"]).unlink()


def test_the_published_page_may_stand_within_another_one_and_nothing_else_may(
    client: Client, work: Work, cast: Cast
) -> None:
    from tests.web.test_public_pages import publish

    publish(work.results, cast, 1)
    page = client.get(f"{ADDRESS}.html")
    assert "X-Frame-Options" not in page.headers
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    data = client.get(f"{ADDRESS}.json")
    assert data.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in data.headers["Content-Security-Policy"]
