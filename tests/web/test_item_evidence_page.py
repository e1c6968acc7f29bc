"""Evidence of the OIT items: listed by item, entered on the item's page, held, frozen and printed with the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalogue import drafting
from catalogue.queries import framework_of_year
from measures.evidence import add_files, add_link
from measures.evidence_items import disclosed_items, items_with_evidence
from measures.evidence_rows import ItemOfPlan
from measures.models import Evidence, LinkCheck, Plan
from measures.takeover import take_over
from municipalities.guard import ReadOnly
from reports.annex import public_files
from reports.apply import apply
from reports.build import build
from reports.document import Document, ItemEvidence
from reports.document import Evidence as Told
from reports.formats.json_form import dumps, loads
from reports.frozen import frozen_now
from reports.models import Report, State
from reports.writers.html import write_html
from tests import factories
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, sign_in
from tests.vault import samples

LIST = f"/m/{CODE}/{YEAR}/items/"
PAGE = f"{LIST}o12/"
ADDRESS = "https://www.example.go.th/ita/o12"


@pytest.fixture
def item(work: Work, cast: Cast) -> ItemOfPlan:
    found = next(each for each in disclosed_items(cast.municipality, YEAR) if each.code == "O12")
    return ItemOfPlan(work.plan, found)


def test_every_oit_item_of_the_year_is_listed_and_no_other(officer: Client, work: Work) -> None:
    text = officer.get(LIST).content.decode()
    framework = framework_of_year(YEAR)
    assert framework is not None
    codes = framework.items.filter(indicator__instrument__code="OIT").values_list("code", flat=True)
    assert all(f'id="item-{code.lower()}"' in text for code in codes)
    assert 'id="item-i1"' not in text
    assert f"มีหลักฐานแล้ว 0 จาก {len(codes)} ข้อ" in text


def test_the_score_grid_of_the_year_leads_to_the_items(officer: Client, work: Work) -> None:
    assert f'href="{PAGE}"' in officer.get(f"/m/{CODE}/{YEAR}/scores/{YEAR}/").content.decode()
    assert f'href="{PAGE}"' not in officer.get(f"/m/{CODE}/{YEAR}/scores/{YEAR - 1}/").content.decode()


def test_a_link_and_a_file_are_added_by_plain_forms(officer: Client, work: Work) -> None:
    answer = officer.post(f"{PAGE}evidence/", {"title": "แผนพัฒนา", "url": ADDRESS, "is_public": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}#evidence")
    chosen = [SimpleUploadedFile("แผน.pdf", samples.pdf())]
    text = officer.post(f"{PAGE}evidence/files/", {"file": chosen}, follow=True).content.decode()
    assert "เก็บแล้ว 1 ไฟล์" in text
    link, file = Evidence.objects.filter(plan=work.plan).order_by("position")
    assert (link.item.code, link.measure_id, link.is_public, file.is_public) == ("O12", None, True, False)
    assert LinkCheck.objects.get().url == ADDRESS
    text = officer.get(LIST).content.decode()
    assert "แผนพัฒนา" in text
    assert "มีหลักฐานแล้ว 1 จาก" in text


def test_a_year_without_any_work_begins_with_its_first_evidence(officer: Client, work: Work) -> None:
    officer.post(f"/m/{CODE}/2569/items/o1/evidence/", {"url": ADDRESS})
    assert Plan.objects.get(action_year=2569).item_evidence.count() == 1


def test_a_bad_link_is_told_beside_its_field_and_nothing_is_lost(officer: Client, work: Work) -> None:
    answer = officer.post(f"{PAGE}evidence/", {"title": "แผนพัฒนา", "url": r"C:\ITA\แผน.pdf"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ที่เก็บไฟล์ในเครื่องคอมพิวเตอร์" in text
    assert "แผนพัฒนา" in text
    assert r"C:\ITA\แผน.pdf" in text
    assert not Evidence.objects.exists()


def test_evidence_of_an_item_is_changed_opened_and_removed(
    officer: Client, item: ItemOfPlan, cast: Cast
) -> None:
    (file,) = add_files(item, [SimpleUploadedFile("แผน.pdf", samples.pdf())], actor=cast.officer)
    here = (CODE, YEAR, file.pk)
    assert officer.get(reverse("evidence_file", args=here)).headers["Content-Type"] == "application/pdf"
    answer = officer.post(reverse("evidence_change", args=here), {"title": "แผนใหม่", "is_public": "on"})
    assert answer.headers["Location"] == f"{PAGE}#evidence"
    file.refresh_from_db()
    assert (file.title, file.is_public) == ("แผนใหม่", True)
    refused = officer.post(reverse("evidence_change", args=here), {"title": ""})
    assert refused.status_code == 422
    assert officer.post(reverse("evidence_delete", args=here)).headers["Location"] == f"{PAGE}#evidence"
    assert not Evidence.objects.exists()


def test_another_house_finds_none_of_it_and_an_approver_changes_none(
    approver: Client, item: ItemOfPlan, cast: Cast
) -> None:
    (file,) = add_files(item, [SimpleUploadedFile("แผน.pdf", samples.pdf())], actor=cast.officer)
    outsider = sign_in(Client(), cast.outsider)
    url = reverse("evidence_file", args=(CODE, YEAR, file.pk))
    assert outsider.get(PAGE).status_code == 404
    assert outsider.get(url.replace(CODE, OTHER_CODE)).status_code == 404
    assert outsider.post(url.replace(CODE, OTHER_CODE).replace("file/", "delete/")).status_code == 404
    assert approver.get(PAGE).status_code == 200
    assert "แนบไฟล์" not in approver.get(PAGE).content.decode()
    assert approver.post(f"{PAGE}evidence/", {"url": ADDRESS}).status_code == 403
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("url", [f"{LIST}o99/", f"{LIST}i1/", f"/m/{CODE}/2570/items/o1/"])
def test_what_the_catalogue_does_not_have_has_no_page(officer: Client, work: Work, url: str) -> None:
    assert officer.get(url).status_code == 404


def test_a_year_without_a_catalogue_says_so_as_its_other_pages_do(officer: Client, work: Work) -> None:
    response = officer.get(f"/m/{CODE}/2570/items/")
    assert response.status_code == 200
    assert "2570" in response.content.decode()


def test_all_links_of_the_year_are_asked_for_together(officer: Client, item: ItemOfPlan, cast: Cast) -> None:
    add_link(item, title="", url=ADDRESS, actor=cast.officer)
    LinkCheck.objects.update(asked_at=None)
    answer = officer.post(reverse("evidence_check", args=(CODE, YEAR)), {"back": "items"})
    assert answer.headers["Location"] == LIST
    assert LinkCheck.objects.get().asked_at is not None


def test_a_results_report_in_approval_holds_it(
    officer: Client, item: ItemOfPlan, work: Work, cast: Cast
) -> None:
    link = add_link(item, title="แผน", url=ADDRESS, actor=cast.officer)
    Report.objects.filter(pk=work.results.pk).update(
        state=State.SUBMITTED,
        submitted_at="2025-10-20T00:00:00Z",
        submitted_by=cast.officer,
        submitted_document=b"{}",
        submitted_sha256="0" * 64,
    )
    with pytest.raises(ReadOnly):
        add_link(item, title="", url=ADDRESS, actor=cast.officer)
    answer = officer.post(f"{PAGE}evidence/", {"url": ADDRESS})
    assert answer.status_code == 422
    officer.post(reverse("evidence_delete", args=(CODE, YEAR, link.pk)))
    assert Evidence.objects.count() == 1


def test_the_annex_goes_on_with_the_items_after_the_measures(
    item: ItemOfPlan, work: Work, cast: Cast
) -> None:
    add_link(work.measure, title="คู่มือ", url=f"{ADDRESS}/1", is_public=True, actor=cast.officer)
    file = SimpleUploadedFile("แผน.pdf", samples.pdf())
    (public,) = add_files(item, [file], is_public=True, actor=cast.officer)
    add_link(item, title="หนังสือภายใน", url="https://intranet.example.go.th/x", actor=cast.officer)
    frozen = frozen_now(work.results)
    assert [(number, each.sha256) for number, each in public_files(frozen.document)] == [(2, public.sha256)]
    assert b"intranet" not in frozen.data
    html = write_html(frozen.document).decode()
    assert "มาตรการหรือข้อ OIT" in html
    assert "O๑๒" in html
    assert html.index("คู่มือ") < html.index("หนังสือภายใน")
    assert build(work.analysis).item_evidence == ()


def test_a_document_without_it_keeps_the_bytes_it_had(work: Work) -> None:
    data = dumps(build(work.results))
    assert b"item_evidence" not in data
    assert loads(data).item_evidence == ()


@pytest.mark.parametrize("move", [{"move": "1"}, {}])
def test_it_goes_over_to_a_correction_of_the_year_or_is_found_there_by_its_code(
    item: ItemOfPlan, cast: Cast, move: dict[str, str]
) -> None:
    add_link(item, title="แผน", url=ADDRESS, actor=cast.officer)
    framework = framework_of_year(YEAR)
    assert framework is not None
    draft = drafting.begin_revision(framework)
    admin = sign_in(Client(), cast.catalogue_admin)
    assert admin.post(f"/catalogue/{YEAR}/r2/publish/", move).status_code == 302
    assert Evidence.objects.filter(item__framework=draft).exists() == bool(move)
    shown = [each for each in items_with_evidence(cast.municipality, YEAR) if each.pieces]
    assert [(each.code, each.item.framework_id) for each in shown if each.item] == [("O12", draft.pk)]


def test_the_next_year_takes_measures_over_and_begins_its_evidence_anew(
    item: ItemOfPlan, work: Work, cast: Cast
) -> None:
    add_link(item, title="แผน", url=ADDRESS, actor=cast.officer)
    take_over(cast.municipality, YEAR + 1, {work.measure.pk}, actor=cast.officer)
    assert Plan.objects.filter(action_year=YEAR + 1, sections__measures__isnull=False).exists()
    assert not any(each.pieces for each in items_with_evidence(cast.municipality, YEAR + 1))
    assert Evidence.objects.get().plan_id == item.plan.pk


def told(code: str, *urls: str) -> ItemEvidence:
    return ItemEvidence(code, evidence=tuple(Told(url, url, public=True) for url in urls))


def document(*items: ItemEvidence) -> Document:
    return replace(factories.results_document(), item_evidence=items)


def test_it_comes_back_from_a_document_and_is_merged_or_replaced(cast: Cast, work: Work) -> None:
    apply(document(told("O12", ADDRESS), told("O1", f"{ADDRESS}/1")), cast.other)
    report = apply(document(told("o12", ADDRESS, f"{ADDRESS}/2")), cast.other, mode="merge")
    found = build(report).item_evidence
    assert [(each.item, [one.url for one in each.evidence]) for each in found] == [
        ("O1", [f"{ADDRESS}/1"]),
        ("O12", [ADDRESS, f"{ADDRESS}/2"]),
    ]
    again = build(apply(loads(dumps(build(report))), cast.other, mode="replace"))
    assert again.item_evidence == found
    apply(factories.results_document(), cast.other, mode="replace")
    assert build(report).item_evidence == found, "a file that tells none takes none away"


def test_an_item_that_the_catalogue_lacks_stays_as_it_was_written(cast: Cast, work: Work) -> None:
    report = apply(document(told("O99", ADDRESS)), cast.other)
    assert build(report).item_evidence == (replace(told("", ADDRESS), title="O99"),)
    listed = items_with_evidence(cast.other, YEAR)[-1]
    assert (listed.code, listed.item, len(listed.pieces)) == ("O99", None, 1)


def test_evidence_without_an_address_is_kept_as_text(cast: Cast, work: Work) -> None:
    lost = ItemEvidence("O12", evidence=(Told("คำสั่งที่ 12/2568"),))
    report = apply(document(lost), cast.other)
    assert build(report).item_evidence == ()
    assert [each.text for each in build(report).notes] == ["O12 คำสั่งที่ 12/2568"]
