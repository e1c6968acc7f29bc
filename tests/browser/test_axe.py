"""No page keeps anybody out: axe-core finds nothing on any of them, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import AnalysisRow
from ita_portal.access import TABLE
from ita_portal.errors import server_error
from measures.services import update_measure
from municipalities.models import Membership
from municipalities.roles import Role
from reports.models import Rendering, Report, Version
from review.services import add_finding, decide, reply
from tests.browser.axe import look_at, violations
from tests.browser.people import come_in
from tests.browser.stage import Stage
from tests.browser.waiting import next_page, ready
from tests.cast import CODE, OTHER_CODE, YEAR

HERE = (CODE, YEAR)
PAGES: dict[str, dict[str, tuple[object, ...]]] = {
    "anybody": {
        "home": (),
        "open_data": (),
        "report_list": (),
        "verify": (),
        "check_file": (),
        "municipality_reports": (CODE,),
        "report_latest": (CODE, "results", YEAR),
        "report_version": (CODE, "results", YEAR, 1),
        "report_changes": (CODE, "results", YEAR, 1),
        "report_file": (CODE, "results", YEAR, 1, "html"),
        "invitation": ("unknown",),
        "account_login": (),
        "account_inactive": (),
        "account_signup": (),
        "account_reset_password": (),
        "account_reset_password_done": (),
        "account_reset_password_from_key": ("x", "set-password"),
        "account_reset_password_from_key_done": (),
    },
    "officer": {
        "me": (),
        "work": (),
        "account_logout": (),
        "usersessions_list": (),
        "account_change_password": (),
        "account_reauthenticate": (),
        "mfa_index": (),
        "mfa_activate_totp": (),
        "work_home": HERE,
        "work_events": HERE,
        "scores_of_year": (*HERE, YEAR - 1),
        "analysis": HERE,
        "analysis_add": HERE,
        "measures": HERE,
        "measure_paste": HERE,
        "measure_takeover": (CODE, YEAR + 1),
        "results": HERE,
        "item_evidence": HERE,
        "item_evidence_of": (*HERE, "o12"),
        "report_import": HERE,
        "report": (*HERE, "analysis"),
        "report_layout": (*HERE, "analysis"),
        "report_preview": (*HERE, "analysis"),
        "report_story": (*HERE, "results"),
        "report_mending": (*HERE, "analysis"),
        "report_texts": (*HERE, "analysis"),
        "version_beside": (*HERE, "results", 1),
    },
    "municipality admin": {
        "people": (CODE,),
        "person_invite": (CODE,),
        "role_give": (CODE,),
        "departments": (CODE,),
        "signatories": (CODE,),
        "signatory_add": (CODE,),
        "api_tokens": (CODE,),
    },
    "coordinator": {"province": ()},
    "system admin": {
        "portal_people": (),
        "municipality_list": (),
        "municipality_import": (),
        "trail": (),
        "announce": (),
    },
    "auditor": {"review_queue": (), "review_page": (CODE, "results", YEAR, 1)},
    "catalogue": {
        "catalogue": (),
        "catalogue_year": (2568,),
        "catalogue_new": (),
        "catalogue_compare": (),
        "catalogue_import": (),
        "catalogue_archive": (2568, 1),
    },
}
"""Pages with the arguments of their routes, by who opens them."""

OF_A_REVIEW = {"review_replies"}
"""Pages that say something only once an auditor has."""

OF_A_ROW = {"analysis_edit", "analysis_delete", "measure_edit", "result_edit", "rendering"}
"""Pages of one object, opened by the officer's test itself."""

OF_A_PERSON = {"role_end", "role_hand_over", "department_edit", "signatory_edit"}
"""Pages of one role, department or signatory, opened by the test of those who look after people."""

OF_A_MUNICIPALITY = {
    "municipality_history", "municipality_becomes", "municipality_corrected", "municipality_merged",
    "municipality_parted", "municipality_upload",
}  # fmt: skip
"""Pages of one municipality or one list of them, opened by the system admin's test."""

OF_A_LIST = {"announced"}
"""Pages of a list of announced results, opened by the walk that hands one in."""

OF_A_DRAFT = {
    "catalogue_part", "catalogue_part_add", "catalogue_publish", "catalogue_discard", "catalogue_links",
}  # fmt: skip
"""Pages of a framework's draft, opened by the test of the catalogue itself."""

OF_AN_APPROVER = {"approval"}
"""Pages of a report in approval, opened by the approver's test itself."""

NO_PAGE = {
    # no page of its own, or the page of another route
    "healthz", "readyz", "report_asset", "report_evidence", "evidence_file", "work_municipality", "scores",
    "report_schema", "report_draft_file", "report_offline_file", "rendering_state",
    "report_memo", "report_signed", "rendering_file", "measure_period", "mfa_download_recovery_codes",
    # only for the second step of signing in, built of the parts of the other account pages
    "account_email", "account_confirm_login_code", "account_confirm_email", "account_email_verification_sent",
    "account_set_password", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    # answers to a button
    "scores_announced", "analysis_move", "measure_add", "measure_move", "measure_copy", "measure_delete",
    "measure_undo", "measures_undo", "citation_add", "citations_renew", "progress_save", "evidence_add",
    "evidence_delete",
    "evidence_files", "evidence_change", "evidence_check", "item_evidence_add", "item_evidence_files",
    "department_move", "department_use", "api_token_revoke", "province_slips", "invitation_renew", "invitation_revoke",
    "portal_invitation_renew", "portal_invitation_revoke", "portal_role_end", "signatory_remove",
    "report_pdf", "report_action", "report_waiver", "return_note",
    "review_several", "trail_export", "review_assign", "review_components", "review_finding_add", "review_finding",
    "review_export", "review_export_state", "review_export_file",
    # looked at below, where an auditor asks for it
    "review_export_made",
    "review_decide", "review_withdraw",
    "catalogue_revise", "catalogue_part_move", "catalogue_part_delete", "catalogue_part_confirm",
    # a preview, looked at where its upload is tested
    "report_import_draft", "report_import_undo",
    # files, and how far a list is written
    "announce_template", "announced_errors", "announced_state",
    # for programs
    "catalogue_export", "report_feed", "sitemap", "sitemap_part", "robots",
    *(name for name in TABLE if name.startswith("api-v1:")),
    "open_data_file", "open_data_schema", "open_data_package",
    "national_data", "national_province_data", "national_profile_data", "national_sitemap",
    "national_sitemap_year", "national_paper_state", "national_paper_file",
    # looked at where results are known: tests/browser/test_national_pages.py
    "national", "national_year", "national_province", "national_profile", "national_paper_ask", "national_paper",
    # answers to a script
    "field_save", "field_presence", "field_history", "field_restore", "score_consequences", "citation_panels",
    "findings_beside",
}  # fmt: skip


def test_every_page_is_looked_at() -> None:
    named = (
        {name for pages in PAGES.values() for name in pages}
        | OF_A_REVIEW
        | OF_A_ROW
        | OF_A_DRAFT
        | OF_A_PERSON
        | OF_A_MUNICIPALITY
        | OF_A_LIST
        | OF_AN_APPROVER
        | NO_PAGE
    )
    missing = sorted(TABLE.keys() - named)
    assert not missing, f"open these pages in this file, or say in NO_PAGE that they are none: {missing}"


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the content security policy: axe itself tries styles on the page."""
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return Stage()


def addresses(who: str) -> list[str]:
    return [reverse(name, args=arguments) for name, arguments in PAGES[who].items()]


def test_axe_sees_what_is_wrong(page: Page, live_server: LiveServer, transactional_db: None) -> None:
    page.set_content("<title>x</title><main><h1>x</h1><button></button></main>")
    found = violations(page)
    assert [each for each in found if "button-name" in each and "at 390" in each]
    assert [each for each in found if "html-has-lang" in each]


def test_what_anybody_sees(page: Page, live_server: LiveServer, stage: Stage) -> None:
    look_at(page, [*addresses("anybody"), "/?lang=en", f"/r/{CODE}/results/{YEAR}/?lang=en"])


def test_what_says_that_something_is_wrong(page: Page, live_server: LiveServer, stage: Stage) -> None:
    Version.objects.update(
        state="withdrawn",
        withdrawn_at=Version.objects.get().published_at,
        withdrawn_by=stage.cast.approver,
        withdrawn_reason="คะแนนผิด",
    )
    broken = server_error(HttpRequest()).content
    page.route("**/broken/", lambda route: route.fulfill(status=200, body=broken, content_type="text/html"))
    withdrawn = f"/r/{CODE}/results/{YEAR}/"
    look_at(page, ["/nothing/", "/broken/", withdrawn, f"{withdrawn}v1/", f"{withdrawn}v1.html"])
    come_in(page, stage.cast.officer)
    look_at(page, [f"/m/{OTHER_CODE}/{YEAR}/", "/catalogue/", f"/m/{CODE}/2599/scores/2598/"])


def test_what_an_officer_sees(page: Page, live_server: LiveServer, stage: Stage) -> None:
    work = stage.work
    row = AnalysisRow.objects.get()
    rendering = Rendering.objects.create(report=work.analysis, document_sha256="0" * 64)
    come_in(page, stage.cast.officer)
    look_at(page, addresses("officer"))
    objects: dict[str, tuple[object, ...]] = {
        "analysis_edit": (row.pk,),
        "analysis_delete": (row.pk,),
        "measure_edit": (work.measure.pk,),
        "result_edit": (work.measure.pk,),
        "rendering": ("analysis", rendering.pk),
    }
    assert objects.keys() == OF_A_ROW
    look_at(page, [reverse(name, args=(*HERE, *arguments)) for name, arguments in objects.items()])
    empty = f"/m/{CODE}/{YEAR + 1}/"
    look_at(
        page, [empty, f"{empty}measures/", f"{empty}analysis/", f"{empty}report/results/", f"/m/{CODE}/2599/"]
    )


def test_impossible_values_and_refused_forms(page: Page, live_server: LiveServer, stage: Stage) -> None:
    come_in(page, stage.cast.officer)
    page.goto(reverse("scores_of_year", args=(*HERE, YEAR - 1)))
    page.fill("#score-i1", "101")
    page.evaluate("document.querySelector('#score-i1').form.requestSubmit()")
    expect(page.locator("#score-i1")).to_have_attribute("aria-invalid", "true")
    found = violations(page)
    page.goto(reverse("analysis_add", args=HERE))
    with next_page(page):
        page.locator("main form button[type=submit]").first.click()
    found += violations(page)
    assert not found, "\n".join(found)


def test_what_saves_itself(page: Page, live_server: LiveServer, stage: Stage) -> None:
    """An open measure in its states: two texts for one field, and a session that has ended."""
    # The plan can be written: its report is a draft.
    field = '[data-save][data-field="follow_up"]'
    come_in(page, stage.cast.officer)
    page.goto(reverse("measure_edit", args=(*HERE, stage.work.measure.pk)))
    ready(page)
    update_measure(stage.work.measure, {"follow_up": "รายงานทุกเดือน"}, actor=stage.cast.approver)
    page.focus(field)
    page.keyboard.insert_text("รายงานทุกสัปดาห์")
    page.locator(".conflict").wait_for()
    found = violations(page)
    Session.objects.all().delete()
    page.focus('[data-save][data-field="procedure"]')
    page.keyboard.insert_text("๓. สรุปผล")
    page.locator("[data-desk-sign-in]:not([hidden])").wait_for()
    found += violations(page)
    assert not found, "\n".join(found)


def test_what_an_approver_reads(page: Page, live_server: LiveServer, stage: Stage) -> None:
    Report.objects.filter(pk=stage.work.analysis.pk).update(
        state="submitted",
        submitted_document=bytes(Version.objects.get().document),
        submitted_sha256="0" * 64,
        submitted_at=Version.objects.get().published_at,
        submitted_by=stage.cast.officer,
    )
    Membership.objects.create(
        user=stage.cast.approver, role=Role.OFFICER, municipality=stage.cast.other, valid_from="2020-01-01"
    )
    come_in(page, stage.cast.approver)
    own = [name for name in PAGES["officer"] if name.startswith(("work", "report", "scores", "measures"))]
    look_at(page, [reverse(name, args=PAGES["officer"][name]) for name in own])
    look_at(page, [reverse(name, args=(*HERE, "analysis")) for name in OF_AN_APPROVER])


def test_what_an_auditor_and_the_municipality_see(page: Page, live_server: LiveServer, stage: Stage) -> None:
    version = Version.objects.select_related("report__municipality").get()
    auditor, public = stage.cast.auditor, reverse("report_version", args=(CODE, "results", YEAR, 1))
    add_finding(version, "ขอจำนวนเรื่อง", "error", place="measure:1.1", actor=auditor)
    add_finding(version, "ขอเอกสาร", "warning", actor=auditor)
    reply(version, 1, "แนบแล้ว", actor=stage.cast.officer)
    come_in(page, auditor)
    look_at(
        page, [*addresses("auditor"), f"{addresses('auditor')[1]}?place=measure:1.1", "/review/?tab=waiting"]
    )
    page.goto(addresses("auditor")[0])
    with page.expect_navigation():
        page.locator("form[action*=export] button").click()
    page.locator("#rendering").wait_for()
    assert not (found := violations(page)), "\n".join(found)
    page.goto(addresses("auditor")[1])
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.locator("button[name=state][value=accepted]").click()
    page.locator("#decision [role=alert], .deciding [role=alert]").wait_for()
    assert not (found := violations(page)), "\n".join(found)
    decide(version, "changes_requested", "ขอแก้ไข", actor=auditor)
    look_at(page, [addresses("auditor")[1], "/review/?tab=done", public])
    come_in(page, stage.cast.officer)
    look_at(page, [reverse(name, args=(*HERE, "results")) for name in OF_A_REVIEW])
