"""Public files are published with the report and found beside it; private ones leave nothing but their title."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.evidence import add_files, change_evidence, handed_in
from measures.evidence_items import disclosed_items
from measures.evidence_rows import ItemOfPlan, add_evidence, delete_evidence
from measures.models import Evidence, Measure
from reports import storage
from reports.apply import apply
from reports.document import Document
from reports.document import Evidence as Told
from reports.formats.json_form import loads
from reports.frozen import frozen_now
from reports.models import Report, State, StoredFile, Version
from reports.publication import perform, publish
from tests import factories
from tests.cast import CODE, Cast, load_catalogue, make_cast
from tests.vault import samples
from vault.kept import path_of

pytestmark = pytest.mark.django_db
BASE = f"/r/{CODE}/results/2568/v1/files/"


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def report(people: Cast) -> Report:
    return apply(factories.results_document(), people.municipality, actor=people.officer)


@pytest.fixture
def files(people: Cast, report: Report) -> tuple[Evidence, Evidence]:
    """A public PDF and a private picture."""
    measure = Measure.objects.order_by("pk")[0]
    chosen = [SimpleUploadedFile("คำสั่ง.pdf", samples.pdf()), SimpleUploadedFile("ลับ.jpg", samples.picture())]
    public, private = add_files(measure, chosen, actor=people.officer)
    change_evidence(public, title="คำสั่งแต่งตั้ง", is_public=True, actor=people.officer)
    public.refresh_from_db()
    return public, private


def published(report: Report, people: Cast) -> Version:
    perform(report, "submit", people.officer)
    perform(report, "approve", people.approver)
    perform(report, "publish", people.approver)
    publish(Version.objects.get().pk)
    return Version.objects.get()


def test_private_evidence_leaves_only_its_title_and_kind(
    report: Report, people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    measure = files[0].measure
    add_evidence(measure, title="หนังสือภายใน", url="https://intranet.example.go.th/x", actor=people.officer)
    frozen = frozen_now(report)
    assert b"intranet" not in frozen.data
    assert files[1].sha256.encode() not in frozen.data
    assert "ลับ" in frozen.data.decode()
    assert "หนังสือภายใน" in frozen.data.decode()


def test_a_public_file_is_found_beside_the_version_and_stays(
    client: Client, report: Report, people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    public, private = files
    version = published(report, people)
    assert version.state == Version.State.PUBLIC
    html = storage.read(version.files["html"]).decode()
    assert f"{BASE}{public.sha256}.pdf" in html
    assert private.sha256 not in html
    delete = perform(Report.objects.get(), "amend", people.officer, "แก้ไข")
    assert delete.state == State.DRAFT
    delete_evidence(public, actor=people.officer)
    response = client.get(f"{BASE}{public.sha256}.pdf")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    etag = response.headers["ETag"]
    assert client.get(f"{BASE}{public.sha256}.pdf", headers={"if-none-match": etag}).status_code == 304
    assert StoredFile.objects.filter(pk=public.sha256).exists()


def test_no_other_file_is_found_there(
    client: Client, report: Report, people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    version = published(report, people)
    for address in (
        f"{BASE}{files[1].sha256}.jpg",
        f"{BASE}{files[0].sha256}.docx",
        f"{BASE}{version.files['pdf']}.pdf",
        f"{BASE.replace('v1', 'v2')}{files[0].sha256}.pdf",
    ):
        assert client.get(address).status_code == 404


def test_a_withdrawn_version_tells_why_instead_of_its_files(
    client: Client, report: Report, people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    published(report, people)
    perform(Report.objects.get(), "withdraw", people.approver, "มีข้อมูลผิด")
    response = client.get(f"{BASE}{files[0].sha256}.pdf")
    assert response.status_code == 410
    assert "มีข้อมูลผิด" in response.content.decode()


def test_a_version_is_not_public_while_a_file_is_missing(
    report: Report, people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    path_of(files[0].sha256).unlink()
    version = published(report, people)
    report.refresh_from_db()
    assert (version.state, report.state) == (Version.State.RESERVED, State.APPROVED)
    assert "คำสั่งแต่งตั้ง" in version.notice


def test_a_document_that_is_read_in_opens_no_file_of_another_house(
    people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    told = Told("คำสั่ง", sha256=files[1].sha256, media_type="image/jpeg", public=True)
    measure = factories.document_measure(1, evidence=(told,))
    document: Document = factories.results_document()
    from dataclasses import replace

    section = replace(document.sections[0], measures=(measure,))
    document = replace(document, sections=(section, *document.sections[1:]))
    apply(document, people.other, actor=people.outsider)
    assert not Evidence.objects.filter(measure__section__plan__municipality=people.other).exists()
    assert handed_in(people.other, files[1].sha256) is None
    assert handed_in(people.municipality, files[1].sha256) is not None


def test_the_annex_numbers_what_the_frozen_document_lists(
    report: Report, people: Cast, files: tuple[Evidence, Evidence]
) -> None:
    from reports.annex import public_files

    version = published(report, people)
    document = loads(bytes(version.document))
    assert [(number, each.title) for number, each in public_files(document)] == [(1, "คำสั่งแต่งตั้ง")]
    html = storage.read(version.files["html"]).decode()
    assert "ภาคผนวก เอกสารหลักฐาน" in html
    assert "ภาพ, เก็บไว้ที่หน่วยงาน" in html


def test_a_public_file_of_an_item_is_published_like_that_of_a_measure(
    client: Client, report: Report, people: Cast
) -> None:
    plan = Measure.objects.order_by("pk")[0].section.plan
    item = next(each for each in disclosed_items(people.municipality, 2568) if each.code == "O12")
    chosen = [SimpleUploadedFile("แผน.pdf", samples.pdf())]
    (file,) = add_files(ItemOfPlan(plan, item), chosen, is_public=True, actor=people.officer)
    version = published(report, people)
    html = storage.read(version.files["html"]).decode()
    assert f"{BASE}{file.sha256}.pdf" in html
    assert "O๑๒" in html
    assert client.get(f"{BASE}{file.sha256}.pdf").status_code == 200
    perform(Report.objects.get(), "amend", people.officer, "แก้ไข")
    delete_evidence(file, actor=people.officer)
    assert client.get(f"{BASE}{file.sha256}.pdf").status_code == 200
    assert loads(bytes(version.document)).item_evidence[0].evidence[0].sha256 == file.sha256
