"""The catalogue's administration pages: facts with their sources and marks; published years only to be read."""

import json

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone

from catalogue.frame_data import shipped_files
from catalogue.loading import load_files
from catalogue.models import Framework, Issue, Item
from catalogue.services import write_draft
from municipalities.models import Membership, User
from municipalities.roles import Role
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administration_pages(settings):
    settings.ROOT_URLCONF = "tests.catalogue.admin_urls"


@pytest.fixture
def catalogue():
    load_files(shipped_files().values())


@pytest.fixture
def draft(catalogue):
    data = json.loads(shipped_files()[2569].read_text(encoding="utf-8"))
    return write_draft({**data, "revision": 2})


def sign_in(client, role):
    user = User.objects.create_user(f"{role}@portal.example", "secret", name="ผู้ใช้", is_staff=True)
    Membership.objects.create(user=user, role=role, valid_from=timezone.localdate())
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])


@pytest.fixture
def as_admin(client):
    sign_in(client, Role.CATALOGUE_ADMIN)
    return client


def page(name, *arguments):
    return reverse(f"admin:catalogue_{name}", args=arguments)


@pytest.mark.parametrize(
    "name",
    [
        "framework",
        "instrument",
        "indicator",
        "subindicator",
        "item",
        "issue",
        "band",
        "requirement",
        "milestone",
    ],
)
def test_every_list_answers(catalogue, as_admin, name):
    assert as_admin.get(page(f"{name}_changelist")).status_code == 200


def test_an_item_shows_its_source_its_marks_and_what_it_continues(catalogue, as_admin):
    item = Item.objects.get(framework__evaluation_year=2568, code="O1")
    text = as_admin.get(page("item_changelist"), {"framework__id__exact": item.framework_id}).content.decode()
    assert "tambonkudpladuk.go.th" in text
    assert "O1?, O3?" in text
    detail = as_admin.get(page("item_change", item.pk)).content.decode()
    assert "tambonkudpladuk.go.th" in detail
    assert "O3" in detail


def test_items_can_be_narrowed_to_the_unverified_ones(catalogue, as_admin):
    framework = Framework.objects.get(evaluation_year=2563)
    every = {"framework__id__exact": framework.pk}
    unverified = as_admin.get(page("item_changelist"), {**every, "unverified": "yes"}).context["cl"]
    verified = as_admin.get(page("item_changelist"), {**every, "unverified": "no"}).context["cl"]
    assert (unverified.result_count, verified.result_count) == (82, 6)


def test_a_published_framework_can_only_be_read(catalogue, as_admin):
    item = Item.objects.get(framework__evaluation_year=2567, code="O35")
    assert as_admin.post(page("item_change", item.pk), {"title": "another"}).status_code == 403
    assert as_admin.post(page("item_delete", item.pk), {"post": "yes"}).status_code == 403
    framework = page("framework_change", item.framework_id)
    assert as_admin.post(framework, {"name": "another"}).status_code == 403
    item.refresh_from_db()
    assert item.title != "another"


def test_a_draft_can_be_edited_and_the_change_is_an_event(draft, as_admin):
    issue = Issue.objects.get(framework=draft, no=1)
    answer = as_admin.post(
        page("issue_change", issue.pk),
        {
            "framework": draft.pk,
            "no": 1,
            "title": "ชื่อประเด็นใหม่",
            "aliases": "[]",
            "source": "manual",
            "unverified": "[]",
        },
    )
    assert answer.status_code == 302
    issue.refresh_from_db()
    draft.refresh_from_db()
    assert (issue.title, draft.content_sha256) == ("ชื่อประเด็นใหม่", "")
    event = Event.objects.get(action="catalogue-changed")
    assert event.actor.email == "catalogue_admin@portal.example"
    assert event.after["framework"] == "ITA 2569 r2"


def test_a_draft_is_published_from_the_list_and_its_predecessor_archived(draft, as_admin):
    action = {"action": "publish", "_selected_action": [draft.pk]}
    assert as_admin.post(page("framework_changelist"), action).status_code == 302
    states = Framework.objects.filter(evaluation_year=2569).values_list("revision", "status")
    assert dict(states) == {1: "archived", 2: "published"}
    assert Event.objects.filter(action="framework-published", actor__isnull=False).count() == 1


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_other_roles_see_nothing_of_it(catalogue, client, role):
    sign_in(client, role)
    assert client.get(page("item_changelist")).status_code == 403


def test_a_role_that_has_ended_opens_nothing(catalogue, as_admin):
    Membership.objects.update(valid_from="2020-01-01", valid_until="2020-12-31")
    assert as_admin.get(page("item_changelist")).status_code == 403
