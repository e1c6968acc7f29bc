"""What a page looks like after something was sent: axe-core finds nothing there either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from municipalities.inviting import invite
from municipalities.models import Membership
from municipalities.roles import Role
from reports import storage
from reports.models import Version
from review.services import add_finding, decide, reply
from tests.browser.axe import clean
from tests.browser.people import PASSWORD, come_in
from tests.browser.stage import Stage
from tests.browser.waiting import next_page
from tests.cast import CODE, YEAR
from tests.web.test_public_pages import publish

PUBLIC = f"/r/{CODE}/results/{YEAR}/"


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return Stage()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the content security policy: axe itself tries styles on the page."""
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    yield context.new_page()
    context.close()


def test_a_version_that_was_reviewed_and_replaced(page: Page, live_server: LiveServer, stage: Stage) -> None:
    version = Version.objects.select_related("report__municipality").get()
    add_finding(version, "ขอจำนวนเรื่อง", "error", place="measure:1.1", actor=stage.cast.auditor)
    reply(version, 1, "แนบแล้ว", actor=stage.cast.officer)
    decide(version, "changes_requested", "ขอฉบับแก้ไข", actor=stage.cast.auditor)
    come_in(page, stage.cast.officer)
    for path in (f"/m/{CODE}/{YEAR}/", f"/m/{CODE}/{YEAR}/report/results/"):
        page.goto(path)
        expect(page.get_by_text("ขอให้แก้ไขและเผยแพร่ฉบับใหม่").first).to_be_visible()
        clean(page)
    publish(stage.work.results, stage.cast, 2)
    for path in (f"{PUBLIC}v1/", f"{PUBLIC}v2/changes/", "/r/?q=ไม่มีที่นี่", f"/r/?q={CODE}"):
        page.goto(path)
        clean(page)


def test_files_that_were_compared(page: Page, stage: Stage, tmp_path: Path) -> None:
    known, other = tmp_path / "report.html", tmp_path / "other.html"
    known.write_bytes(storage.read(Version.objects.get().files["html"]))
    other.write_text("something else", "utf-8")
    for file in (known, other):
        page.goto("/verify/")
        page.set_input_files("#file", file)
        with next_page(page):
            page.get_by_role("button", name="ตรวจไฟล์").click()
        expect(page.locator("h1, h2", has_text="ไฟล์").first).to_be_visible()
        clean(page)


def test_an_invitation_and_a_sheet_of_links(page: Page, live_server: LiveServer, stage: Stage) -> None:
    cast = stage.cast
    invited = invite(Role.OFFICER, actor=cast.admin, municipality=cast.municipality, email="new@example.org")
    page.goto(reverse("invitation", args=(invited.token,)))
    clean(page)
    with next_page(page):
        page.locator("main form button[type=submit]").first.click()
    clean(page)
    Membership.objects.filter(role=Role.MUNICIPALITY_ADMIN).delete()
    come_in(page, cast.coordinator)
    page.goto(reverse("province"))
    page.locator("main input[name=municipality]").first.check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("svg.segno, svg").first).to_be_visible()
    clean(page)


def test_a_catalogue_that_cannot_be_read(
    page: Page, live_server: LiveServer, stage: Stage, tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text('{"format": 1, "evaluation_year": "x"}', "utf-8")
    come_in(page, stage.cast.catalogue_admin)
    page.goto(reverse("catalogue_import"))
    page.set_input_files("main input[type=file]", file)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="ยังไม่ได้นำเข้า")).to_be_visible()
    clean(page)


def test_the_second_step_of_signing_in(page: Page, live_server: LiveServer, stage: Stage) -> None:
    person = stage.cast.admin
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    page.goto(reverse("account_login"))
    page.fill("#id_login", person.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/2fa/authenticate/")
    clean(page)
    page.locator("main input[name=code]").fill("000000")
    with next_page(page):
        page.locator("main form button[type=submit]").first.click()
    clean(page)
    come_in(page, person)
    for name in ("mfa_index", "mfa_reauthenticate", "account_reauthenticate"):
        page.goto(reverse(name))
        clean(page)
