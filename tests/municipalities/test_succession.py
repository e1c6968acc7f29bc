"""A municipality goes on under another kind, code or name, or within another one; nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from municipalities.models import District, Municipality, MunicipalityRecord
from municipalities.people import NotPossible
from municipalities.queries import current_code, municipality_by_code, roles_in
from municipalities.register import history_of
from municipalities.roles import Role
from municipalities.services import SINCE_ALWAYS, FormerCodeError, Identity, register_municipalities
from municipalities.succession import become, merge, part
from tests.cast import CODE, OTHER_CODE, Cast, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db
NEW_CODE, DAY = "99500001", date(2025, 10, 1)
WHY = "ประกาศกระทรวงมหาดไทย 15 ก.ย. 2568"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def town() -> Identity:
    district = District.objects.get()
    return Identity(NEW_CODE, "town", "ตัวอย่าง", district.province, district)


def names(municipality: Municipality) -> list[tuple[str, date, date | None]]:
    rows = MunicipalityRecord.objects.filter(municipality=municipality).order_by("valid_from")
    return [(each.full_name, each.valid_from, each.valid_until) for each in rows]


def test_it_has_a_new_name_and_code_from_the_day_and_the_old_ones_before(cast: Cast, town: Identity) -> None:
    become(cast.municipality, town, DAY, reason=WHY, actor=cast.system_admin)
    assert names(cast.municipality) == [
        ("เทศบาลตำบลตัวอย่าง", SINCE_ALWAYS, date(2025, 9, 30)),
        ("เทศบาลเมืองตัวอย่าง", DAY, None),
    ]
    for code in (CODE, NEW_CODE):
        found = municipality_by_code(code)
        assert found == cast.municipality
        assert current_code(found) == NEW_CODE
        before = found.record_on(date(2025, 9, 30))
        assert before is not None
        assert before.code_id == CODE
    assert roles_in(cast.officer, cast.municipality) == {Role.OFFICER}
    event = Event.objects.get(action="municipality-became")
    assert (event.before, event.comment) == ({"code": CODE, "kind": "subdistrict"}, WHY)
    assert event.after == {"code": NEW_CODE, "kind": "town", "since": "2025-10-01"}


def test_a_name_that_was_wrong_from_its_first_day_is_replaced(cast: Cast, town: Identity) -> None:
    right = replace(town, code=CODE, kind="subdistrict", name="ตัวอย่างดี")
    become(cast.municipality, right, SINCE_ALWAYS, reason=WHY, actor=None)
    assert names(cast.municipality) == [("เทศบาลตำบลตัวอย่างดี", SINCE_ALWAYS, None)]


@pytest.mark.parametrize(
    ("change", "since", "field"),
    [
        ({"code": OTHER_CODE}, DAY, "code"),
        ({"code": CODE, "kind": "subdistrict"}, DAY, "name"),
        ({}, date(2999, 1, 1), "since"),
        ({}, date(1950, 1, 1), "since"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cast: Cast, town: Identity, change: dict[str, str], since: date, field: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        become(cast.municipality, replace(town, **change), since, reason=WHY, actor=None)
    assert refused.value.field == field
    assert len(names(cast.municipality)) == 1
    assert not Event.objects.filter(action="municipality-became").exists()


def test_a_change_without_a_reason_is_refused(cast: Cast, town: Identity) -> None:
    with pytest.raises(NotPossible):
        become(cast.municipality, town, DAY, reason="  ", actor=None)
    with pytest.raises(NotPossible):
        merge(cast.municipality, cast.other, DAY, reason="", actor=None)
    assert len(names(cast.municipality)) == 1


def test_it_is_merged_and_its_code_still_answers(cast: Cast) -> None:
    merge(cast.municipality, cast.other, DAY, reason=WHY, actor=cast.system_admin)
    assert names(cast.municipality)[-1][2] == date(2025, 9, 30)
    found = municipality_by_code(CODE)
    assert found == cast.municipality
    assert current_code(found) == CODE
    assert history_of(cast.other).predecessors == [cast.municipality]
    assert history_of(cast.municipality).successors == [cast.other]
    assert history_of(cast.municipality).is_merged
    assert roles_in(cast.approver, cast.municipality) == {Role.APPROVER}
    told = Event.objects.filter(action__in=("municipality-merged", "municipality-took-over"))
    assert {each.municipality_id for each in told} == {cast.municipality.pk, cast.other.pk}


def test_what_was_merged_changes_no_more(cast: Cast, town: Identity) -> None:
    merge(cast.municipality, cast.other, DAY, reason=WHY, actor=None)
    with pytest.raises(NotPossible):
        merge(cast.municipality, cast.other, DAY, reason=WHY, actor=None)
    with pytest.raises(NotPossible):
        merge(cast.other, cast.municipality, DAY, reason=WHY, actor=None)
    with pytest.raises(NotPossible):
        become(cast.municipality, town, DAY, reason=WHY, actor=None)
    with pytest.raises(FormerCodeError):
        register_municipalities([replace(town, code=CODE)])
    assert Event.objects.filter(action="municipality-merged").count() == 1


def test_it_cannot_be_merged_into_itself_or_before_it_began(cast: Cast) -> None:
    for into, day in ((cast.municipality, DAY), (cast.other, SINCE_ALWAYS), (cast.other, date(2999, 1, 1))):
        with pytest.raises(NotPossible):
            merge(cast.municipality, into, day, reason=WHY, actor=None)
    assert not cast.other.succeeds.exists()


def test_today_is_early_enough(cast: Cast, town: Identity) -> None:
    become(cast.municipality, town, timezone.localdate(), reason=WHY, actor=None)
    assert current_code(cast.municipality) == NEW_CODE


def test_a_merger_that_was_a_mistake_is_taken_back(cast: Cast) -> None:
    with pytest.raises(NotPossible):
        part(cast.municipality, reason=WHY, actor=None)
    merge(cast.municipality, cast.other, DAY, reason=WHY, actor=cast.system_admin)
    with pytest.raises(NotPossible):
        part(cast.municipality, reason=" ", actor=None)
    part(cast.municipality, reason="บันทึกผิดแห่ง", actor=cast.system_admin)
    assert names(cast.municipality) == [("เทศบาลตำบลตัวอย่าง", SINCE_ALWAYS, None)]
    assert not cast.other.succeeds.exists()
    told = Event.objects.filter(action="municipality-parted", comment="บันทึกผิดแห่ง")
    assert {each.municipality_id for each in told} == {cast.municipality.pk, cast.other.pk}
    merge(cast.municipality, cast.other, DAY, reason=WHY, actor=None)
