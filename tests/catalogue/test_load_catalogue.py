"""`manage.py load_catalogue`: the shipped years, one file, and files that must be refused."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from catalogue.frame_data import shipped_files
from catalogue.loading import CatalogueError, Outcome, load_files, load_framework, read_framework
from catalogue.models import Framework, Item, ItemLink, Requirement
from catalogue.services import publish_framework, write_draft
from municipalities.models import District, Province
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def file_of(tmp_path):
    """Write data as a file; the data of 2567 unless told otherwise."""

    def write(data=None, name="file.json", **changes):
        path = tmp_path / name
        content = {**(data or read_framework(shipped_files()[2567])), **changes}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def load(*arguments):
    out = StringIO()
    call_command("load_catalogue", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_shipped_years_and_places_are_loaded_and_published():
    said = load()
    assert "ITA 2567 ฉบับแก้ไขที่ 1: โหลดและเผยแพร่แล้ว (59 ข้อ)" in said
    published = Framework.objects.filter(status=Framework.Status.PUBLISHED)
    assert sorted(published.values_list("evaluation_year", flat=True)) == list(range(2563, 2570))
    assert (Province.objects.count(), District.objects.count()) == (77, 928)
    assert Item.objects.count() == 88 * 4 + 59 + 52 + 50


def test_loading_again_changes_nothing_and_says_so():
    load()
    before = list(Framework.objects.order_by("pk").values())
    events = Event.objects.count()
    said = load()
    assert list(Framework.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events
    assert said.count("โหลดไว้แล้ว ไม่ต้องทำอะไร") == 8


def test_sources_marks_and_links_are_in_the_database():
    load()
    item = Item.objects.get(framework__evaluation_year=2568, code="O1")
    assert [link.predecessor for link in item.replaces.all()] == ["O1", "O3"]
    assert all(link.unverified == ["predecessor"] for link in item.replaces.all())
    assert "tambonkudpladuk.go.th" in item.source
    assert "title" in Item.objects.get(framework__evaluation_year=2568, code="O27").unverified


def test_a_requirement_has_its_components_in_order():
    load()
    asked = Requirement.objects.get(framework__evaluation_year=2569, kind="analysis")
    assert (asked.item.code, asked.key_year, asked.issues_required) == ("O25", 2568, [1, 2, 3, 4, 5, 6, 7])
    assert [each.field for each in asked.components.all()] == [
        "analysis",
        "title",
        "responsible",
        "procedure",
        "period",
        "follow_up",
    ]
    first_half = Requirement.objects.get(framework__evaluation_year=2566, kind="results")
    assert first_half.covers_months == 6


def test_every_link_leads_to_an_item_of_the_year_before():
    load()
    codes = {(item.framework.evaluation_year, item.code) for item in Item.objects.select_related("framework")}
    links = ItemLink.objects.select_related("framework")
    assert links.count() > 250
    assert all((link.framework.evaluation_year - 1, link.predecessor) in codes for link in links)


def test_one_file_can_be_loaded_alone(file_of):
    assert "ITA 2567 ฉบับแก้ไขที่ 1: โหลดและเผยแพร่แล้ว" in load(file_of())
    assert Framework.objects.count() == 1


def test_a_published_framework_is_left_as_it_is_and_the_file_needs_a_revision(file_of):
    load(file_of())
    with pytest.raises(CommandError, match="เลข revision ถัดไป"):
        load(file_of(name="other.json", notes=["changed"]))
    assert Framework.objects.get().notes != ["changed"]


def test_the_next_revision_is_published_and_the_one_before_archived(file_of):
    load(file_of())
    load(file_of(name="next.json", revision=2, notes=["changed"]))
    states = dict(Framework.objects.values_list("revision", "status"))
    assert states == {1: Framework.Status.ARCHIVED, 2: Framework.Status.PUBLISHED}
    assert Item.objects.filter(framework__revision=1).count() == 59
    actions = list(Event.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["framework-published", "framework-archived", "framework-published"]


def test_a_file_older_than_the_published_revision_is_not_loaded(file_of):
    data = read_framework(file_of(name="next.json", revision=2))
    load_framework(data)
    assert load_framework({**data, "revision": 1}).outcome is Outcome.SUPERSEDED
    assert Framework.objects.count() == 1


def test_a_draft_is_rewritten_and_published(file_of):
    data = read_framework(file_of())
    write_draft({**data, "notes": ["a draft"]})
    assert load_framework(data).outcome is Outcome.UPDATED
    framework = Framework.objects.get()
    assert (framework.notes, framework.status) == (data["notes"], Framework.Status.PUBLISHED)
    assert framework.items.count() == 59


def test_publishing_twice_is_harmless_and_an_archived_framework_stays_archived(file_of):
    data = read_framework(file_of())
    first = publish_framework(write_draft(data))
    assert publish_framework(first).published_at == first.published_at
    publish_framework(write_draft({**data, "revision": 2}))
    with pytest.raises(ValueError, match="archived"):
        publish_framework(first)


def test_the_database_refuses_to_change_a_published_framework(file_of):
    load(file_of())
    item = Item.objects.get(code="O35")
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(title="another")
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Item.objects.create(framework=item.framework, indicator=item.indicator, code="O99", title="new")
    with pytest.raises(DatabaseError, match="cannot"), transaction.atomic():
        item.framework.delete()


def test_a_wrong_file_is_refused_with_its_name_and_path_and_nothing_is_loaded(file_of):
    data = read_framework(shipped_files()[2567])
    data["instruments"][0]["weight"] = 31
    path = file_of(data)
    with pytest.raises(CommandError) as refused:
        load(path)
    assert str(refused.value) == f"{path}: $.instruments: น้ำหนักรวมได้ 101 ไม่ใช่ 100"
    assert Framework.objects.count() == 0


def test_links_are_checked_against_the_year_before_in_the_catalogue(file_of):
    load_files([shipped_files()[2567]])
    data = read_framework(shipped_files()[2568])
    data["items"][24]["replaces"] = ["O43"]
    with pytest.raises(CommandError, match=r"\$\.items\[24\]\.replaces: ปี 2567 ไม่มีข้อ O43"):
        load(file_of(data))


def test_one_wrong_file_keeps_the_others_out(file_of):
    wrong = file_of(revision="one")
    with pytest.raises(CatalogueError, match=r"\$\.revision"):
        load_files([shipped_files()[2566], wrong])
    assert Framework.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "บรรทัด 1 คอลัมน์ 1"),
        (b'{"format": 1,\n oops}', "บรรทัด 2 คอลัมน์ 2"),
        (b"\xff\xfe\x00\x01", "ไม่ใช่ข้อความ UTF-8"),
        (b"[1, 2]", "ต้องเป็น object"),
        (b"[" * 100_000, "บรรทัด 1|ซ้อนกันลึกเกินไป"),
    ],
)
def test_a_file_that_is_no_framework_is_refused_with_one_line(tmp_path, content, message):
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as refused:
        load(path)
    assert str(refused.value).startswith(str(path))
    assert "\n" not in str(refused.value)


def test_a_file_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        load(tmp_path / "nowhere.json")


def test_several_problems_are_all_shown_and_counted_in_one_line(file_of):
    data = read_framework(shipped_files()[2567])
    data["instruments"][0]["weight"] = 31
    data["items"][0]["indicator"] = 99
    out = StringIO()
    with pytest.raises(CommandError, match="พบปัญหา 2 รายการ ไม่ได้โหลดอะไร") as refused:
        call_command("load_catalogue", str(file_of(data)), stdout=out)
    assert "\n" not in str(refused.value)
    assert "$.items[0].indicator: ไม่มีตัวชี้วัดที่ 99" in out.getvalue()
