"""Nor does any page of those who look after people, municipalities and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from catalogue.drafting import begin_year
from catalogue.models import Framework
from municipalities.models import Executive, Membership, Province
from tests.browser.axe import look_at, violations
from tests.browser.people import come_in
from tests.browser.stage import Stage
from tests.browser.test_axe import OF_A_DRAFT, OF_A_MUNICIPALITY, OF_A_PERSON, addresses
from tests.browser.waiting import next_page
from tests.cast import CODE, OTHER_CODE


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the content security policy: axe itself tries styles on the page."""
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return Stage()


def test_the_catalogue(page: Page, live_server: LiveServer, stage: Stage) -> None:
    come_in(page, stage.cast.catalogue_admin)
    look_at(page, addresses("catalogue"))
    draft = begin_year(Framework.objects.get(evaluation_year=2569), 2570)
    place = (draft.evaluation_year, draft.revision)
    parts = {
        "framework": "",
        "instruments": "EIT",
        "items": "O26",
        "bands": "good",
        "issues": "3",
        "document_requirements": "results",
        "components": "results-2",
        "milestones": draft.milestones.get().code,
    }
    look_at(page, ["/catalogue/2570/"])
    for name, key in parts.items():
        look_at(page, [reverse("catalogue_part", args=(*place, name)) + f"?key={key}"])
    look_at(page, [reverse("catalogue_part_add", args=(*place, "items"))])
    look_at(page, [reverse(name, args=place) for name in sorted(OF_A_DRAFT) if "part" not in name])


def test_who_looks_after_people(page: Page, live_server: LiveServer, stage: Stage) -> None:
    cast = stage.cast
    day = date(2026, 1, 5)
    signatory = Executive.objects.create(
        municipality=cast.municipality,
        office="head",
        name="มาลี นำทาง",
        position="นายกเทศมนตรี",
        valid_from=day,
    )
    role = Membership.objects.get(user=cast.officer)
    objects: dict[str, int] = {
        "role_end": role.pk,
        "role_hand_over": role.pk,
        "department_edit": cast.municipality.departments.earliest("pk").pk,
        "signatory_edit": signatory.pk,
    }
    assert objects.keys() == OF_A_PERSON
    come_in(page, cast.admin)
    look_at(page, addresses("municipality admin"))
    look_at(page, [reverse(name, args=(CODE, pk)) for name, pk in objects.items()])
    come_in(page, cast.coordinator)
    look_at(page, addresses("coordinator"))
    come_in(page, cast.system_admin)
    look_at(page, addresses("system admin"))


def test_the_register_of_municipalities(page: Page, live_server: LiveServer, stage: Stage) -> None:
    cast = stage.cast
    Province.objects.filter(pk="99").update(name="สมมติบุรี")
    come_in(page, cast.system_admin)
    one = [
        reverse(name, args=(cast.municipality.pk,))
        for name in sorted(OF_A_MUNICIPALITY - {"municipality_upload", "municipality_parted"})
    ]
    look_at(page, one)
    page.goto(reverse("municipality_merged", args=(cast.municipality.pk,)))
    page.fill("[name=into]", OTHER_CODE)
    page.fill("[name=since]", "1 ต.ค. 2568")
    page.fill("[name=reason]", "ประกาศ")
    with next_page(page):
        page.locator("button[value=foresee]").click()
    expect(page.locator("button[value=carry-out]")).to_be_visible()
    found = violations(page)
    with next_page(page, reverse("municipality_history", args=(cast.municipality.pk,))):
        page.locator("button[value=carry-out]").click()
    found += violations(page)
    page.goto(reverse("municipality_parted", args=(cast.municipality.pk,)))
    found += violations(page)
    heading = "code,kind,name,province,district\n"
    for row in (f"{OTHER_CODE},sao,บ้านใหม่,กระบี่,คลองท่อม\n99810101,sao,ก,กระบี่,คลองท่อม", "1,,,,"):
        page.goto(reverse("municipality_import"))
        content = f"{heading}{row}".encode()
        page.set_input_files("[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": content})
        page.locator("main [type=submit]").click()
        page.wait_for_url("**/import/*/")
        found += violations(page)
        if row != "1,,,,":
            page.locator("form[data-busy] button").click()
            expect(page.locator(".note", has_text="บันทึกแล้วเมื่อ")).to_be_visible()
    assert not found, "\n".join(found)
