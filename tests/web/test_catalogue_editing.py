"""Catalogue admins in the browser: a year is begun, its parts are changed in place, and it is published."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogue import drafting
from catalogue.frame_data import shipped_files
from catalogue.loading import read_framework
from catalogue.models import Framework, Item
from catalogue.reading import data_of
from tests.cast import Cast, load_catalogue, sign_in
from trail.models import Event


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    load_catalogue(2568, 2569)
    return sign_in(client, cast.catalogue_admin)


@pytest.fixture
def draft(admin: Client) -> Framework:
    return drafting.begin_year(Framework.objects.get(evaluation_year=2569), 2570)


BASE = "/catalogue/2570/r1/"


def item_form(code: str = "O26", **changes: object) -> dict[str, object]:
    """The form of an item as the page shows it."""
    row = next(
        row for row in data_of(Framework.objects.get(evaluation_year=2570))["items"] if row["code"] == code
    )
    return {
        "seen": drafting.mark_of(row),
        "code": code,
        "indicator": row["indicator"],
        "sub_indicator": row["sub_indicator"] or "",
        "title": row["title"],
        "replaces": ", ".join(row["replaces"]),
        "issues": row["issues"],
        "source": row["source"],
        **changes,
    }


def shown(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_a_new_year_is_begun_as_a_copy_whose_facts_are_unverified(admin: Client) -> None:
    source = Framework.objects.get(evaluation_year=2569)
    response = admin.post("/catalogue/new/", {"evaluation_year": "๒๕๗๐", "source": source.pk})
    assert response["Location"].startswith("/catalogue/2570/?revision=1")
    draft = Framework.objects.get(evaluation_year=2570)
    data = data_of(draft)
    assert draft.status == "draft"
    assert [row["replaces"] for row in data["items"]] == [[row["code"]] for row in data["items"]]
    assert all("title" in row["unverified"] for row in data["items"])
    assert {row["analyses_results_of_year"] for row in data["document_requirements"][:1]} == {2569}
    assert all(row["start"] is None for row in data["milestones"])


def test_a_year_that_is_there_is_not_begun_again(admin: Client) -> None:
    source = Framework.objects.get(evaluation_year=2569)
    response = admin.post("/catalogue/new/", {"evaluation_year": "2568", "source": source.pk})
    assert response.status_code == 422
    assert Framework.objects.count() == 2


def test_the_page_of_a_draft_says_what_has_to_be_mended_and_links_there(
    admin: Client, draft: Framework
) -> None:
    drafting.change(
        draft,
        lambda data: (
            data | {"instruments": [data["instruments"][0] | {"weight": 31}, *data["instruments"][1:]]}
        ),
    )
    page = shown(admin.get("/catalogue/2570/"))
    assert "101" in page
    assert "/catalogue/2570/r1/milestones/edit/?key=" in page


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("framework", ""),
        ("instruments", "EIT"),
        ("indicators", "9"),
        ("sub_indicators", "10.1"),
        ("items", "O26"),
        ("issues", "3"),
        ("bands", "excellent"),
        ("document_requirements", "results"),
        ("components", "results-2"),
        ("milestones", "evidence"),
    ],
)
def test_every_part_opens_in_its_place_and_saves_unchanged(
    admin: Client, draft: Framework, section: str, key: str
) -> None:
    before = data_of(draft)
    response = admin.get(f"{BASE}{section}/edit/?key={key}")
    assert shown(response).count('id="open"') == 1
    form = response.context["opened"].form
    posted = {
        name: form[name].value() if form[name].value() not in (None, False) else ""
        for name in form.fields
        if form[name].value() not in (None, False)
    }
    posted = {
        name: form.fields[name].prepare_value(value)
        if not isinstance(value, list) or name not in ("issues", "issues_required")
        else value
        for name, value in posted.items()
    }
    response = admin.post(f"{BASE}{section}/edit/?key={key}", posted)
    assert response.status_code == 302, shown(response)
    assert data_of(draft) == before


@pytest.mark.parametrize(
    "section",
    [
        "instruments",
        "indicators",
        "sub_indicators",
        "items",
        "issues",
        "bands",
        "document_requirements",
        "milestones",
    ],
)
def test_every_section_offers_an_empty_form_and_names_what_is_missing(
    admin: Client, draft: Framework, section: str
) -> None:
    assert admin.get(f"{BASE}{section}/add/").status_code == 200
    assert admin.post(f"{BASE}{section}/add/", {}).status_code == 422


def test_an_item_is_changed_and_the_change_is_an_event(admin: Client, draft: Framework, cast: Cast) -> None:
    admin.post(f"{BASE}items/edit/?key=O26", item_form(title="รายงานผล"))
    assert Item.objects.get(framework=draft, code="O26").title == "รายงานผล"
    event = Event.objects.filter(action="catalogue-changed").latest("pk")
    assert event.actor_id == cast.catalogue_admin.pk
    assert [row["title"] for row in event.after["items"]] == ["รายงานผล"]


def test_a_code_that_changes_is_changed_where_the_framework_refers_to_it(
    admin: Client, draft: Framework
) -> None:
    admin.post(f"{BASE}items/edit/?key=O26", item_form(code="O26", title="รายงาน"))
    response = admin.post(f"{BASE}items/edit/?key=O26", {**item_form(), "code": "O30"})
    assert response["Location"].endswith("#items-O30")
    assert [row["item"] for row in data_of(draft)["document_requirements"]] == ["O25", "O30"]


def test_a_code_of_another_item_is_refused_beside_its_field_and_nothing_is_lost(
    admin: Client, draft: Framework
) -> None:
    response = admin.post(f"{BASE}items/edit/?key=O26", item_form() | {"code": "O25", "title": "ชื่อใหม่ที่พิมพ์"})
    assert response.status_code == 422
    assert "code" in response.context["opened"].form.errors
    assert "ชื่อใหม่ที่พิมพ์" in shown(response)


def test_two_people_in_one_part_see_what_the_other_stored(admin: Client, draft: Framework) -> None:
    opened = item_form(title="ของคนแรก")
    admin.post(f"{BASE}items/edit/?key=O26", opened)
    response = admin.post(f"{BASE}items/edit/?key=O26", opened | {"title": "ของคนที่สอง"})
    assert response.status_code == 409
    assert "ของคนแรก" in shown(response)
    assert "ของคนที่สอง" in shown(response)
    again = {**opened, "title": "ของคนที่สอง", "seen": response.context["opened"].form["seen"].value()}
    assert admin.post(f"{BASE}items/edit/?key=O26", again).status_code == 302
    assert Item.objects.get(framework=draft, code="O26").title == "ของคนที่สอง"


def test_parts_are_added_moved_and_deleted(admin: Client, draft: Framework) -> None:
    added = {"code": "O27", "indicator": "10", "sub_indicator": "10.2", "title": "ข้อใหม่"}
    assert admin.post(f"{BASE}items/add/?under=10", added).status_code == 302
    assert [row["code"] for row in data_of(draft)["items"]][-1] == "O27"
    admin.post(f"{BASE}items/move/?key=O27", {"direction": "up"})
    assert [row["code"] for row in data_of(draft)["items"]][-2:] == ["O27", "O26"]
    admin.post(f"{BASE}items/delete/?key=O27")
    assert [row["code"] for row in data_of(draft)["items"]][-1] == "O26"


def test_an_item_that_a_document_needs_is_not_deleted(admin: Client, draft: Framework) -> None:
    response = admin.post(f"{BASE}items/delete/?key=O26", follow=True)
    assert "note-error" in shown(response)
    assert Item.objects.filter(framework=draft, code="O26").exists()


def test_a_mark_is_cleared_only_with_source_and_date(admin: Client, draft: Framework) -> None:
    address = f"{BASE}items/confirm/?key=O26"
    for missing in ({}, {"confirm-where": "คู่มือ 2570 หน้า 12"}, {"confirm-on": "1 ม.ค. 2570"}):
        response = admin.post(address, {"confirm-fields_seen": ["title"], **missing})
        assert response.status_code == 422
    assert "title" in Item.objects.get(framework=draft, code="O26").unverified
    good = {
        "confirm-fields_seen": ["title"],
        "confirm-where": "คู่มือ 2570 หน้า 12",
        "confirm-on": "1 ม.ค. 2570",
    }
    assert admin.post(address, good).status_code == 302
    item = Item.objects.get(framework=draft, code="O26")
    assert "title" not in item.unverified
    assert item.source.endswith("title: คู่มือ 2570 หน้า 12 (2027-01-01)")
    assert "คู่มือ 2570" in Event.objects.filter(action="catalogue-changed").latest("pk").comment


def test_a_draft_with_problems_is_not_published(admin: Client, draft: Framework) -> None:
    page = shown(admin.get(f"{BASE}publish/"))
    assert "problems" in page
    admin.post(f"{BASE}publish/")
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_mended_draft_is_published_and_then_frozen(admin: Client, draft: Framework) -> None:
    drafting.change(draft, lambda data: data | {"milestones": []})
    assert admin.post(f"{BASE}publish/").status_code == 302
    draft.refresh_from_db()
    assert draft.status == "published"
    assert admin.get(f"{BASE}items/edit/?key=O26").status_code == 404
    assert admin.post(f"{BASE}items/delete/?key=O1").status_code == 404


def test_a_correction_is_a_revision_and_the_one_before_is_archived(admin: Client) -> None:
    admin.post("/catalogue/2569/r1/revise/")
    again = admin.post("/catalogue/2569/r1/revise/")
    assert "revision=2" in again["Location"]
    assert Framework.objects.filter(evaluation_year=2569).count() == 2
    page = shown(admin.get("/catalogue/2569/r2/publish/"))
    assert "ITA 2569 r1" in page
    admin.post("/catalogue/2569/r2/publish/")
    states = (
        Framework.objects.filter(evaluation_year=2569).order_by("revision").values_list("status", flat=True)
    )
    assert list(states) == ["archived", "published"]


def test_a_year_is_archived_and_a_draft_discarded(admin: Client, draft: Framework) -> None:
    assert admin.get("/catalogue/2568/r1/archive/").status_code == 200
    admin.post("/catalogue/2568/r1/archive/")
    assert Framework.objects.get(evaluation_year=2568).status == "archived"
    assert admin.get(f"{BASE}discard/").status_code == 200
    admin.post(f"{BASE}discard/")
    assert not Framework.objects.filter(evaluation_year=2570).exists()
    assert Event.objects.filter(action="framework-discarded").exists()


def test_links_are_suggested_by_title_and_confirmed_together(admin: Client, draft: Framework) -> None:
    drafting.change(draft, lambda data: data | {"items": [row | {"replaces": []} for row in data["items"]]})
    response = admin.get(f"{BASE}links/")
    pairs = [f"{each.code} {each.predecessor}" for each in response.context["suggestions"]]
    assert len(pairs) == 50
    admin.post(f"{BASE}links/", {"link": [*pairs, "O1 O999", "X9 O1"]})
    linked = {row["code"]: row["replaces"] for row in data_of(draft)["items"]}
    assert linked["O26"] == ["O26"]
    assert linked["O1"] == ["O1"]


def test_two_years_stand_side_by_side(admin: Client) -> None:
    response = admin.get("/catalogue/compare/?a=2568&b=2569")
    assert response.context["numbers"] == (52, 50)
    kinds = {each["change"].kind for each in response.context["items"]}
    assert {"recoded", "removed"} <= kinds
    assert admin.get("/catalogue/compare/?a=abc&b=99999").status_code == 200


@pytest.mark.parametrize("file_format", ["json", "xlsx"])
def test_what_is_exported_comes_back_as_a_draft(admin: Client, file_format: str) -> None:
    content = admin.get(f"/catalogue/2569/r1/export.{file_format}").content
    upload = SimpleUploadedFile(f"a.{file_format}", content)
    checked = admin.post("/catalogue/import/", {"file": upload, "act": "check"})
    assert checked.status_code == 200
    assert checked.context["left"] == []
    assert Framework.objects.count() == 2
    upload = SimpleUploadedFile(f"a.{file_format}", content)
    admin.post("/catalogue/import/", {"file": upload, "act": "import"})
    draft = Framework.objects.get(evaluation_year=2569, revision=2)
    assert data_of(draft) == read_framework(shipped_files()[2569]) | {"revision": 2}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"[1]",
        b"{}",
        b"PK\x03\x04nonsense",
        b"\xff\xfe",
        b'{"evaluation_year": 2569, "items": "x"}',
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_kindly(admin: Client, content: bytes) -> None:
    response = admin.post(
        "/catalogue/import/", {"file": SimpleUploadedFile("a.json", content), "act": "import"}
    )
    assert response.status_code == 422
    assert Framework.objects.count() == 2


def test_a_wrong_json_names_the_path(admin: Client) -> None:
    data = read_framework(shipped_files()[2569])
    data["items"][3]["indicator"] = 77
    upload = SimpleUploadedFile("a.json", json.dumps(data).encode())
    response = admin.post("/catalogue/import/", {"file": upload, "act": "check"})
    assert [each.column for each in response.context["problems"]] == ["$.items[3].indicator"]


@pytest.mark.parametrize(
    "address",
    [
        "/catalogue/2571/r1/items/edit/?key=O1",
        f"{BASE}nonsense/edit/?key=O1",
        f"{BASE}items/edit/?key=O99",
        f"{BASE}components/edit/?key=results-99",
        f"{BASE}components/edit/?key=x",
        f"{BASE}components/add/",
        f"{BASE}framework/add/",
        "/catalogue/2569/r1/export.pdf",
        "/catalogue/2569/r1/discard/",
    ],
)
def test_what_is_not_there_is_not_found(admin: Client, draft: Framework, address: str) -> None:
    assert admin.get(address).status_code == 404


def test_the_page_of_a_draft_needs_a_fixed_number_of_queries(
    admin: Client, draft: Framework, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(70):  # type: ignore[operator]
        admin.get("/catalogue/2570/")
