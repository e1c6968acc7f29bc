"""What was published never changes: the bytes of every public address of every version, before and after all
that may change around them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from assessments.models import ItemScore
from catalogue import drafting
from catalogue.models import Framework
from catalogue.parts import Data
from measures.evidence import add_files, change_evidence
from measures.models import Measure
from measures.services import update_measure
from municipalities.models import Executive, MunicipalityCode, User
from municipalities.services import Identity
from reports import layouts
from reports.apply import apply
from reports.beside import add_signed_scan
from reports.document import FORMAT
from reports.files import imprint_of, render
from reports.formats import json_form
from reports.frozen import frozen_now
from reports.models import Report, StoredFile, Version
from reports.publication import perform, publish
from reports.services import layouts_for, set_layout
from reports.views import stored
from reports.writers import assets, html
from tests import factories
from tests.cast import CODE, YEAR, Cast, load_catalogue, make_cast
from tests.vault import samples

STORED = frozenset({"html", "pdf", "json", "csv"})
WRITTEN = frozenset({"docx", "xlsx", "zip"})
"""Written when they are asked for, from the frozen document: a later release may write them better."""
LIVE = frozenset({"report_version", "report_changes"})
"""Pages around a version, which speak of today as well."""
OF_A_VERSION = LIVE | {"report_file", "report_signed", "report_evidence"}
OTHER_PROCESS = """
import hashlib, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.ALLOWED_HOSTS = ["*"]
django.setup()
from django.test import Client
print(hashlib.sha256(Client().get(sys.argv[2]).content).hexdigest())
"""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def twice(people: Cast) -> list[Version]:
    """Two versions of a report, with a public and a private file, signatories and the scan of the signed paper."""
    Executive.objects.create(
        municipality=people.municipality,
        office="head",
        name="มาลี นำทาง",
        position="นายกเทศมนตรี",
        valid_from=date(2022, 1, 5),
    )
    report = apply(factories.results_document(), people.municipality, actor=people.officer)
    measure = Measure.objects.earliest("pk")
    files = [SimpleUploadedFile("คำสั่ง.pdf", samples.pdf()), SimpleUploadedFile("ภาพ.jpg", samples.picture())]
    public, _private = add_files(measure, files, actor=people.officer)
    change_evidence(public, title="คำสั่งแต่งตั้ง", is_public=True, actor=people.officer)
    _publish(report, people)
    perform(report, "amend", people.officer, "เพิ่มจำนวนผู้รับบริการ")
    update_measure(measure, {"output": "๑. ประชุม ๒ ครั้ง"}, actor=people.officer)
    _publish(report, people)
    versions = list(Version.objects.order_by("number"))
    for version in versions:
        add_signed_scan(version, samples.pdf(), "ลงนาม.pdf", actor=people.officer)
    return versions


def _publish(report: Report, people: Cast) -> None:
    perform(report, "submit", people.officer)
    perform(report, "approve", people.approver)
    perform(report, "publish", people.approver)
    publish(Version.objects.latest("number").pk)


def _routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns)
        else:
            yield each


def public_routes_of_a_version() -> set[str]:
    """Every route that begins with /r/ and takes the number of a version."""
    return {
        str(each.name)
        for each in _routes(get_resolver().url_patterns)
        if str(each.pattern).lstrip("^").startswith("r/") and "number" in str(each.pattern)
    }


def addresses_of(version: Version) -> set[str]:
    """Every address of a version that hands out bytes, and those that its stored page loads or links to."""
    here = (CODE, "results", YEAR, version.number)
    files = {reverse("report_file", args=(*here, extension)) for extension in STORED | WRITTEN}
    scans = {reverse("report_signed", args=(*here, scan.extension)) for scan in version.scans.all()}
    page = Client().get(reverse("report_file", args=(*here, "html"))).content.decode()
    linked = set(re.findall(r'(?:href|src)="(?:https?://[^/"]+)?(/r/[^"#]+\.[a-z0-9]+)"', page))
    styles = [each for each in linked if each.endswith(".css")]
    fonts = {
        f"/r/assets/{name}"
        for style in styles
        for name in re.findall(rf'url\("({"[0-9a-f]" * 64}\.woff2)"\)', _get(style).decode())
    }
    assert scans
    assert styles
    assert fonts
    assert any("/files/" in each for each in linked), "the page links no file of evidence"
    return files | scans | linked | fonts


def _get(address: str) -> bytes:
    response = Client().get(address, follow=True)
    assert response.status_code == 200, address
    return b"".join(response) if response.streaming else response.content


def sums(addresses: set[str]) -> dict[str, str]:
    return {address: hashlib.sha256(_get(address)).hexdigest() for address in sorted(addresses)}


def changed(before: dict[str, str]) -> set[str]:
    """What of these addresses hands out other bytes now, without the part that all have in common."""
    after = sums(set(before))
    return {address.rpartition("/")[2] for address, sha256 in before.items() if after[address] != sha256}


def reports_within_pages() -> list[str]:
    """The report itself as it stands within the live page of each version."""
    pages = (_get(f"/r/{CODE}/results/{YEAR}/v{number}/").decode() for number in (1, 2))
    return [page[page.index('<article class="report') : page.rindex("</article>")] for page in pages]


def change_everything(people: Cast) -> None:
    """A correction of the catalogue, another name, kind and code, another head, new figures and words, a layout."""
    for framework in list(Framework.objects.filter(evaluation_year__gte=YEAR)):
        draft = drafting.begin_revision(framework, actor=people.catalogue_admin)
        drafting.change(draft, _other_titles, actor=people.catalogue_admin)
        drafting.publish(draft, actor=people.catalogue_admin)
    _other_identity(people)
    Executive.objects.update(name="ผู้อื่น มาใหม่", position="นายกเมือง")
    User.objects.update(name="ชื่อใหม่")
    report = Report.objects.get()
    perform(report, "amend", people.officer, "แก้ไขทั้งฉบับ")
    ItemScore.objects.update(score="1.00")
    for measure in Measure.objects.all():
        update_measure(measure, {"title": "ชื่อใหม่", "output": "ผลใหม่"}, actor=people.officer)
    other = next(each for each in layouts_for(report) if each.name != report.layout["name"])
    set_layout(report, other, actor=people.officer)


def _other_titles(data: Data) -> Data:
    return data | {
        "items": [row | {"title": f"{row['title']} (แก้คำผิด)"} for row in data["items"]],
        "issues": [row | {"title": f"{row['title']} (แก้คำผิด)"} for row in data["issues"]],
    }


def _other_identity(people: Cast) -> None:
    today = timezone.localdate()
    present = people.municipality.records.get(valid_until=None)
    present.valid_until = today - timedelta(days=1)
    present.save(update_fields=["valid_until"])
    code = MunicipalityCode.objects.create(code="99300009", municipality=people.municipality)
    row = Identity(code.code, "town", "เมืองใหม่", present.province, present.district).row()
    people.municipality.records.create(code=code, valid_from=today, **row)


@contextmanager
def a_later_release(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Templates, style sheet, writers, layouts and the format of the JSON are other ones; caches are empty."""
    for name in ("base.html", "410.html"):
        (source,) = Path(settings.BASE_DIR).glob(f"templates/{name}")
        (folder / name).write_text(source.read_text("utf-8") + "<!-- a later release -->", "utf-8")
    engines = [{**each, "DIRS": [folder, *each["DIRS"]]} for each in settings.TEMPLATES]
    style = assets._style()
    made = (assets.assets, assets.inline_style, assets.stylesheet_name)
    with monkeypatch.context() as patch, override_settings(TEMPLATES=engines):
        patch.setattr(assets, "_style", lambda: f"{style}\nbody {{ color: #000 }}")
        patch.setattr(html, "page_title", lambda _setting: "another title")
        patch.setattr(layouts, "DEFAULT", dict.fromkeys(layouts.DEFAULT, layouts.BY_ISSUE))
        patch.setattr(json_form, "FORMAT", FORMAT + 1)
        patch.setattr(json_form, "UPGRADES", {**json_form.UPGRADES, FORMAT: _next_format})
        _forget(made)
        yield
    _forget(made)


def _next_format(tree: dict[str, object]) -> dict[str, object]:
    return tree | {"format": FORMAT + 1, "title": f"{tree['title']} ในรูปแบบใหม่"}


def _forget(made: tuple[Any, ...]) -> None:
    caches["default"].clear()
    for each in made:
        each.cache_clear()


def test_every_public_route_of_a_version_is_looked_at() -> None:
    """A new address of a version belongs into `addresses_of`, or into LIVE when it speaks of today."""
    assert public_routes_of_a_version() == OF_A_VERSION


def test_nothing_that_changes_later_changes_what_was_published(
    people: Cast, twice: list[Version], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = set[str]().union(*map(addresses_of, twice))
    before, within_pages = sums(addresses), reports_within_pages()
    for version in twice:
        here = f"/r/{CODE}/results/{YEAR}/v{version.number}."
        assert {name: before[f"{here}{name}"] for name in STORED} == version.files

    change_everything(people)
    caches["default"].clear()
    assert Client().get(f"/r/{CODE}/results/{YEAR}/v1.pdf").headers["Location"].startswith("/r/99300009/")
    assert changed(before) == set()
    assert reports_within_pages() == within_pages

    rewritten = {f"v{version.number}.{name}" for version in twice for name in WRITTEN}
    with a_later_release(tmp_path, monkeypatch):
        assert b"a later release" in _get("/")
        assert changed(before) <= rewritten
        assert StoredFile.objects.filter(media_type__startswith="text/css").count() == 1

    address = f"/r/99300009/results/{YEAR}/v1.pdf"
    asked = [sys.executable, "-c", OTHER_PROCESS, str(connection.settings_dict["NAME"]), address]
    answer = subprocess.run(
        asked, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, env=_environment()
    )
    assert answer.stdout.split()[-1] == twice[0].files["pdf"]

    _the_proof_would_notice(before, twice, tmp_path, monkeypatch)


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }


def _the_proof_would_notice(
    before: dict[str, str], versions: list[Version], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever of a version is written anew instead of handed out as it was stored is found."""
    kept = stored._bytes_of

    def from_the_database(version: Version, extension: str) -> bytes:
        wanted = frozen_now(version.report).document
        return (
            render(wanted, extension).data
            if extension in ("html", "json", "docx")
            else kept(version, extension)
        )

    def by_todays_writer(version: Version, extension: str) -> bytes:
        if extension != "html":
            return kept(version, extension)
        document = json_form.loads(bytes(version.document))
        return html.write_html(document, imprint=imprint_of(version, document), assets="link")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "_bytes_of", from_the_database)
        assert {
            f"v{each.number}.{name}" for each in versions for name in ("html", "json", "docx")
        } <= changed(before)
    with a_later_release(folder, monkeypatch), monkeypatch.context() as patch:
        patch.setattr(stored, "_bytes_of", by_todays_writer)
        assert {f"v{each.number}.html" for each in versions} <= changed(before)
