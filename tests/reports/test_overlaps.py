"""Passages that a report shares with what other municipalities published: who is told, with what share, and who not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.services import add_measure
from municipalities.models import Municipality, MunicipalityRecord
from municipalities.services import Identity, register_municipalities
from reports.checks.finding import Finding
from reports.document import Document
from reports.document import Municipality as Named
from reports.formats.json_form import dumps
from reports.frozen import frozen_now
from reports.models import Report, Sketch, SketchHash, State, Version
from reports.overlaps import overlaps_of
from reports.sketches import AT_MOST
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, begin_work, load_catalogue, make_cast, sign_in
from tests.reports.checks.drafts import measure, results_report, section
from tests.web import test_public_pages as public
from tests.web.test_public_pages import withdraw

pytestmark = pytest.mark.django_db

STEPS = (
    "จัดเวทีประชาคมร่วมกับผู้นำชุมชนเพื่อรับฟังปัญหาการใช้น้ำประปาในฤดูแล้ง แล้วนำข้อเสนอมาจัดลำดับก่อนบรรจุในแผน",
    "ให้หัวหน้าส่วนราชการทุกแห่งสุ่มตรวจใบเบิกวัสดุเดือนละสิบใบ แล้วเทียบกับของจริงในคลังต่อหน้าผู้ดูแลทะเบียน",
    "เปิดโต๊ะรับเรื่องในตลาดนัดเช้าวันเสาร์ทุกสัปดาห์ มีล่ามภาษามือมาช่วยเดือนละครั้ง และติดตามผลภายในสิบห้าวัน",
    "ทำป้ายบอกขั้นตอนต่ออายุใบอนุญาตด้วยภาพการ์ตูนที่นักเรียนในพื้นที่วาด แขวนไว้หน้าห้องทุกงานที่ประชาชนมาติดต่อ",
    "นัดผู้รับเหมาในพื้นที่มาฟังร่างขอบเขตงานพร้อมกัน บันทึกคำถามและคำตอบทั้งหมด แล้วลงให้คนอ่านก่อนวันยื่นซอง",
    "สลับตัวกรรมการตรวจรับทุกสามเดือนด้วยการจับสลากต่อหน้าพยาน แล้วรายงานรายชื่อให้ที่ประชุมหัวหน้างานทราบ",
    "จับคู่พี่เลี้ยงให้พนักงานใหม่เรียนรู้ข้อห้ามเรื่องของกำนัลจากเหตุการณ์จริงของหน่วยงานในรอบหลายปีที่ผ่านมา",
)
OTHER_WORDS = tuple(
    f"เรื่องที่ {number} ชาวบ้านกลุ่มแม่บ้านคุ้ม{word}เสนอให้ปรับเวลาเปิดเคาน์เตอร์ช่วงเก็บเกี่ยว{word} จึงทดลองเลื่อนเวลาและนับคนรอ{word}"
    for number, word in enumerate(("เหนือ", "ใต้", "กลาง", "ตะวันตก", "ตะวันออก", "ริมคลอง", "หน้าวัด"), start=1)
)


def report_of(place: Named, texts: tuple[str, ...] = STEPS, year: int = YEAR) -> Document:
    """A results report; its texts speak of the place and the year."""
    return results_report(
        *(
            section(
                no,
                measure(
                    no,
                    title=f"มาตรการที่ {no}",
                    procedure=f"๑. เทศบาลตำบล{place.name} {text} ภายในปี {year}",
                    output="",
                    outcome="",
                    follow_up="",
                ),
            )
            for no, text in enumerate(texts, start=1)
        ),
        year=year,
        municipality=place,
    )


def publish(
    cast: Cast,
    municipality: Municipality,
    document: Document,
    *,
    year: int = YEAR,
    when: datetime | None = None,
) -> Version:
    report, _made = Report.objects.get_or_create(
        municipality=municipality,
        kind="results",
        key_year=year,
        defaults={
            "assessed_year": year - 1,
            "action_year": year,
            "evaluation_year": year + 1,
            "layout": {},
            "state": State.DRAFT,
        },
    )
    data = dumps(document)
    return Version.objects.create(
        report=report,
        number=report.versions.count() + 1,
        state=Version.State.PUBLIC,
        document=data,
        document_sha256=hashlib.sha256(data).hexdigest(),
        published_at=when or timezone.now(),
        published_by=cast.approver,
    )


OWN = Named(CODE, "ตัวอย่าง", "subdistrict", "เมือง", "ขอนแก่น")
OTHER = Named(OTHER_CODE, "บ้านสมมติ", "sao", "เมือง", "ขอนแก่น")


@pytest.fixture
def cast() -> Cast:
    load_catalogue(2567, 2568)
    return make_cast()


@pytest.fixture
def draft(cast: Cast) -> Report:
    return begin_work(cast).results


def told(draft: Report, document: Document) -> list[Finding]:
    return overlaps_of(draft, document)


def share_of(finding: Finding) -> int:
    return int(finding.message.split("ร้อยละ ")[1].split()[0])


def test_a_copy_with_another_name_and_year_is_told_with_its_share_and_its_source(
    cast: Cast, draft: Report
) -> None:
    publish(cast, cast.other, report_of(OTHER, year=2567), year=2567)
    (each,) = told(draft, report_of(OWN))
    assert (each.code, each.severity) == ("overlap", "info")
    assert share_of(each) >= 90
    assert "องค์การบริหารส่วนตำบลบ้านสมมติ" in each.message
    assert "2567" in each.message
    assert each.url == f"/r/{OTHER_CODE}/results/2567/v1/"
    assert each.where.field == "procedure"
    assert each.where.quote
    assert each.where.quote in report_of(OWN).sections[(each.where.section or 1) - 1].measures[0].procedure


def test_half_a_copy_has_half_the_share(cast: Cast, draft: Report) -> None:
    publish(cast, cast.other, report_of(OTHER))
    (each,) = told(draft, report_of(OWN, (*STEPS[:4], *OTHER_WORDS[4:])))
    assert 45 <= share_of(each) <= 60


@pytest.mark.parametrize("texts", [OTHER_WORDS, (*STEPS[:1], *OTHER_WORDS[1:])])
def test_honest_reports_on_the_same_issues_are_not_told(
    cast: Cast, draft: Report, texts: tuple[str, ...]
) -> None:
    publish(cast, cast.other, report_of(OTHER, texts))
    assert told(draft, report_of(OWN)) == []


def test_a_short_report_is_not_told(cast: Cast, draft: Report) -> None:
    publish(cast, cast.other, report_of(OTHER, STEPS[:1]))
    assert told(draft, report_of(OWN, STEPS[:1])) == []


def test_ones_own_report_of_the_year_before_is_no_copy(cast: Cast, draft: Report) -> None:
    publish(cast, cast.municipality, report_of(OWN, year=2567), year=2567)
    assert told(draft, report_of(OWN)) == []


def test_who_wrote_it_first_is_not_told_of_those_who_copied_it(cast: Cast, draft: Report) -> None:
    before = timezone.now() - timedelta(days=300)
    publish(cast, cast.municipality, report_of(OWN, year=2567), year=2567, when=before)
    publish(cast, cast.other, report_of(OTHER))
    assert told(draft, report_of(OWN)) == []


def test_who_published_a_copy_last_year_is_told_again(cast: Cast, draft: Report) -> None:
    before = timezone.now() - timedelta(days=300)
    publish(cast, cast.other, report_of(OTHER), when=before)
    publish(cast, cast.municipality, report_of(OWN, year=2567), year=2567)
    assert len(told(draft, report_of(OWN))) == 1


def test_what_was_withdrawn_is_not_named(cast: Cast, draft: Report) -> None:
    version = publish(cast, cast.other, report_of(OTHER))
    assert told(draft, report_of(OWN))
    withdraw(version, cast)
    assert told(draft, report_of(OWN)) == []
    assert not SketchHash.objects.exists()


def test_a_newer_version_stands_for_the_report(cast: Cast, draft: Report) -> None:
    publish(cast, cast.other, report_of(OTHER))
    second = publish(cast, cast.other, report_of(OTHER, OTHER_WORDS))
    assert told(draft, report_of(OWN)) == []
    withdraw(second, cast)
    (each,) = told(draft, report_of(OWN))
    assert each.url.endswith("/v1/")


def test_a_document_that_cannot_be_read_stops_no_publication(cast: Cast) -> None:
    version = publish(cast, cast.other, report_of(OTHER))
    Version.objects.create(
        report=version.report,
        number=2,
        state=Version.State.PUBLIC,
        document=b'{"format": 99}',
        document_sha256="0" * 64,
        published_at=timezone.now(),
        published_by=cast.approver,
    )
    assert Sketch.objects.get().version.number == 2
    assert not SketchHash.objects.exists()


def many(cast: Cast, count: int) -> list[Municipality]:
    template = MunicipalityRecord.objects.get(code=CODE)
    codes = [f"9960{number:04}" for number in range(count)]
    register_municipalities(
        [
            Identity(code, "sao", f"โคกน้อย{code}", template.province, template.district)
            for code in codes
            if not MunicipalityRecord.objects.filter(code=code).exists()
        ]
    )
    return [Municipality.objects.get(codes=code) for code in codes]


def test_a_page_asks_no_more_of_the_database_when_many_have_the_same_text(cast: Cast, draft: Report) -> None:
    counts: list[int] = []
    for municipality in many(cast, AT_MOST + 5):
        publish(cast, municipality, report_of(OTHER))
        if SketchHash.objects.values("sketch").distinct().count() in (4, AT_MOST):
            with CaptureQueriesContext(connection) as asked:
                assert len(told(draft, report_of(OWN, (*STEPS[:6], OTHER_WORDS[len(counts) % 7])))) == 1
            counts.append(len(asked))
    assert len(set(counts[1:])) == 1
    assert max(counts) <= 7
    value = SketchHash.objects.values_list("value", flat=True)[0]
    assert SketchHash.objects.filter(value=value).count() == AT_MOST


def test_the_same_document_is_compared_once(cast: Cast, draft: Report) -> None:
    publish(cast, cast.other, report_of(OTHER))
    document = report_of(OWN)
    first = told(draft, document)
    with CaptureQueriesContext(connection) as asked:
        assert told(draft, replace(document)) == first
    assert len(asked) == 3


def test_the_command_sketches_what_is_missing_and_nothing_twice(cast: Cast, draft: Report) -> None:
    publish(cast, cast.other, report_of(OTHER))
    Sketch.objects.all().delete()
    assert told(draft, report_of(OWN)) == []
    out = StringIO()
    call_command("index_overlaps", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"sketched": 1}
    assert told(draft, report_of(OWN))
    kept = list(SketchHash.objects.order_by("pk").values_list("pk", flat=True))
    call_command("index_overlaps")
    assert list(SketchHash.objects.order_by("pk").values_list("pk", flat=True)) == kept


SAID = "ตรงกันทุกคำกับรายงานผลการดำเนินการ ปี 2568 ที่องค์การบริหารส่วนตำบลบ้านสมมติเผยแพร่แล้ว"
LINK = f'<a href="/r/{OTHER_CODE}/results/{YEAR}/v1/">อ่านรายงานฉบับนั้น</a>'


@pytest.fixture
def copied(cast: Cast) -> Work:
    """A draft whose measures are those of a published report."""
    publish(cast, cast.other, report_of(OTHER))
    work = begin_work(cast)
    sections = {each.issue.no: each for each in work.plan.sections.select_related("issue") if each.issue}
    for no, step in enumerate(STEPS, start=1):
        add_measure(sections[no], {"title": f"เรื่องที่ {no}", "procedure": step}, actor=cast.officer)
    return work


def test_the_officer_reads_it_before_submitting_with_the_way_to_the_other_report(
    client: Client, cast: Cast, copied: Work
) -> None:
    sign_in(client, cast.officer)
    for page in ("", "preview/"):
        content = client.get(f"/m/{CODE}/{YEAR}/report/results/{page}").content.decode()
        assert SAID in content
        assert LINK in content


def test_the_approver_reads_it(client: Client, cast: Cast, copied: Work) -> None:
    frozen = frozen_now(copied.results)
    Report.objects.filter(pk=copied.results.pk).update(
        state=State.SUBMITTED,
        submitted_document=frozen.data,
        submitted_sha256=frozen.sha256,
        submitted_at=timezone.now(),
        submitted_by=cast.officer,
    )
    sign_in(client, cast.approver)
    content = client.get(f"/m/{CODE}/{YEAR}/report/results/approval/").content.decode()
    assert SAID in content
    assert LINK in content


def test_the_auditor_reads_it_of_a_published_report(client: Client, cast: Cast, copied: Work) -> None:
    public.publish(copied.results, cast, 1)
    sign_in(client, cast.auditor)
    content = client.get(f"/review/{CODE}/results/{YEAR}/v1/").content.decode()
    assert SAID in content
    assert LINK in content


def test_check_report_writes_the_address_out(copied: Work) -> None:
    out = StringIO()
    call_command("check_report", str(copied.results.pk), json=True, stdout=out)
    (each,) = [each for each in json.loads(out.getvalue())["findings"] if each["code"] == "overlap"]
    assert SAID in each["message"]
    assert f"/r/{OTHER_CODE}/results/{YEAR}/v1/" in each["message"]
