"""The system administration: people and municipalities to change, what the portal writes only to look at."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse

from municipalities.administration import ReadOnly
from municipalities.inviting import invite
from municipalities.models import Membership, User
from municipalities.roles import Role
from tests.cast import Cast, Work, sign_in
from trail.models import Event
from trail.triggers import registered

MODELS = (
    "municipalities_user", "municipalities_municipality", "reports_report", "reports_version",
    "reports_rendering", "trail_event",
)  # fmt: skip


@pytest.fixture
def system(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.system_admin)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens_and_searches(system: Client, work: Work, model: str) -> None:
    url = reverse(f"admin:{model}_changelist")
    assert system.get(url).status_code == 200
    assert system.get(url, {"q": "ตัวอย่าง"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_catalogue_admin_sees_none_of_them(client: Client, cast: Cast, work: Work, model: str) -> None:
    client = sign_in(client, cast.catalogue_admin)
    assert client.get(reverse(f"admin:{model}_changelist")).status_code == 403


def test_a_person_is_entered_with_a_role_and_can_sign_in(system: Client, cast: Cast) -> None:
    fields = {
        "email": "New@Example.org", "name": "ใหม่ มาดี", "phone": "", "password": "first-word-2569",
        "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0",
        "memberships-0-role": Role.OFFICER, "memberships-0-municipality": cast.municipality.pk,
        "memberships-0-valid_from": "2026-01-01",
    }  # fmt: skip
    response = system.post(reverse("admin:municipalities_user_add"), fields)
    assert response.status_code == 302
    person = User.objects.get(email="new@example.org")
    assert person.check_password("first-word-2569")
    assert Membership.objects.get(user=person).role == Role.OFFICER
    assert Event.objects.filter(action="user-added", actor=cast.system_admin).exists()


def test_a_weak_first_password_is_refused(system: Client, cast: Cast) -> None:
    fields = {
        "email": "new@example.org", "name": "ใหม่", "password": "12345",
        "memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert system.post(reverse("admin:municipalities_user_add"), fields).status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("model", ["reports_report", "trail_event"])
def test_what_the_portal_writes_cannot_be_changed(system: Client, work: Work, model: str) -> None:
    pk = work.results.pk if model == "reports_report" else Event.objects.latest("pk").pk
    page = reverse(f"admin:{model}_change", args=[pk])
    assert system.get(page).status_code == 200
    assert system.post(page, {"state": "published"}).status_code == 403
    assert system.post(reverse(f"admin:{model}_delete", args=[pk])).status_code == 403
    assert system.get(reverse(f"admin:{model}_add")).status_code == 403


def read_only() -> dict[str, type[Model]]:
    return {
        model._meta.label_lower: model
        for model, pages in admin.site._registry.items()
        if isinstance(pages, ReadOnly)
    }


def test_every_table_that_the_database_guards_can_be_looked_at() -> None:
    """The catalogue's own pages change drafts alone; everything else that is kept is shown and no more."""
    guarded = {each.table for each in registered() if not each.table.startswith("catalogue_")}
    shown = {model._meta.db_table for model in read_only().values()}
    assert not guarded - shown, "register these read-only in the administration"


@pytest.mark.parametrize("label", sorted(read_only()))
def test_nothing_of_what_is_kept_is_added_changed_or_deleted(system: Client, work: Work, label: str) -> None:
    model = read_only()[label]
    name = label.replace(".", "_")
    found = system.get(
        reverse(f"admin:{name}_changelist"), {"q": "x"} if admin.site._registry[model].search_fields else {}
    )
    assert found.status_code == 200
    row = model._default_manager.order_by("pk").first()
    pk = row.pk if row else 1
    assert system.get(reverse(f"admin:{name}_add")).status_code == 403
    assert system.post(reverse(f"admin:{name}_add"), {"comment": "x"}).status_code == 403
    if row is not None:
        page = system.get(reverse(f"admin:{name}_change", args=[pk]))
        assert page.status_code == 200
        assert b'name="_save"' not in page.content
        assert system.post(reverse(f"admin:{name}_change", args=[pk]), {"comment": "x"}).status_code == 403
        assert system.post(reverse(f"admin:{name}_delete", args=[pk]), {"post": "yes"}).status_code == 403
    before = model._default_manager.count()
    system.post(
        reverse(f"admin:{name}_changelist"),
        {"action": "delete_selected", "_selected_action": [pk], "post": "yes"},
    )
    assert model._default_manager.count() == before


def test_an_event_stays_as_it_was_whatever_the_administration_is_sent(system: Client, work: Work) -> None:
    event = Event.objects.latest("pk")
    url = reverse("admin:trail_event_change", args=[event.pk])
    assert system.post(url, {"comment": "changed", "action": "x", "_save": "1"}).status_code == 403
    assert Event.objects.get(pk=event.pk).comment == event.comment
    with pytest.raises(PermissionDenied):
        Event.objects.filter(pk=event.pk).update(comment="changed")
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Event).filter(pk=event.pk).update(comment="changed")
    event.comment = "changed"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
    assert Event.objects.get(pk=event.pk).comment != "changed"


def test_the_hash_of_an_invitations_link_is_shown_to_nobody(system: Client, cast: Cast) -> None:
    invited = invite(Role.OFFICER, actor=cast.admin, municipality=cast.municipality, name="ใหม่")
    page = system.get(reverse("admin:municipalities_invitation_change", args=[invited.invitation.pk]))
    assert page.status_code == 200
    assert invited.invitation.token_hash not in page.content.decode()


def test_nobody_is_deleted(system: Client, cast: Cast) -> None:
    assert system.post(reverse("admin:municipalities_user_delete", args=[cast.officer.pk])).status_code == 403
