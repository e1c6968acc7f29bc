"""What of a report is its own words: what a copier changes and what has to be alike is left out."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.clean_reports import results_report as long_report
from reports.checks.finding import Finding
from reports.checks.overlap import Other, overlaps
from reports.checks.own_words import SKETCH, OwnWords, own_words
from reports.document import Document, Measure, Municipality
from tests.reports.checks.drafts import FRAMES, ISSUES, measure, results_report, section

PROJECT = Path(__file__).resolve().parents[3]
SAID = (
    "จัดเวทีประชาคมร่วมกับผู้นำชุมชนเพื่อรับฟังปัญหาการใช้น้ำประปาในฤดูแล้ง แล้วนำข้อเสนอมาจัดลำดับความสำคัญก่อนบรรจุในแผนพัฒนาท้องถิ่น"
)
OFFICIAL = ISSUES[2]


def words(output: str, place: Municipality | None = None) -> OwnWords:
    report = results_report(
        section(1, measure(output=output, procedure="", outcome="", follow_up="", title=""))
    )
    return own_words(replace(report, municipality=place or report.municipality), FRAMES)


def letters(output: str, place: Municipality | None = None) -> str:
    return "".join(each.letters for each in words(output, place).texts)


@pytest.mark.parametrize(
    "written",
    [
        SAID.replace(" ", ""),
        SAID.replace("ปัญหา", "ปัญ หา"),
        SAID.replace(" แล้ว", "\nแล้ว"),
        "๑. " + SAID,
        "1) " + SAID.replace(" แล้ว", " เมื่อ ๒๕๖๘ แล้ว").replace(" เมื่อ", ""),
        "- **" + SAID + "**",
    ],
)
def test_spaces_lines_numbers_and_marks_make_no_difference(written: str) -> None:
    assert letters(written) == letters(SAID)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (
            "เทศบาลตำบลหนองแวงจัดประชุมที่อำเภอเมืองสรวง",
            Municipality("", "หนองแวง", "subdistrict", "เมืองสรวง", "ร้อยเอ็ด"),
        ),
        (
            "องค์การบริหารส่วนตำบลหนองแวงจัดประชุมที่ อ.เมืองสรวง",
            Municipality("", "หนองแวง", "sao", "เมืองสรวง", "ร้อยเอ็ด"),
        ),
        ("อบต.โคกกลางจัดประชุมที่อำเภอพล", Municipality("", "โคกกลาง", "sao", "พล", "ขอนแก่น")),
        ("ทต. นาดี จัดประชุมที่จังหวัดขอนแก่น", Municipality("", "นาดี", "subdistrict", "พล", "ขอนแก่น")),
    ],
)
def test_the_own_name_and_place_are_left_out(written: str, place: Municipality) -> None:
    assert letters(written, place) == "จัดประชุมที่"


def test_titles_of_the_catalogue_and_names_of_laws_are_no_own_words() -> None:
    law = "พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. ๒๕๖๐"
    assert words(f"ตาม{law} ข้อ ๑").count == len("ตามข้อ")
    assert words(f"ประเด็น {OFFICIAL}").count == len("ประเด็น")


def test_headings_and_units_are_no_own_words() -> None:
    plain = results_report(section(1, measure(responsible=("สำนักปลัดเทศบาล " + SAID,))))
    assert own_words(plain, FRAMES).count == own_words(results_report(section(1, measure())), FRAMES).count


def test_a_report_without_texts_has_no_words() -> None:
    empty = own_words(Document(kind="results", layout=results_report().layout), FRAMES)
    assert (empty.count, empty.sketch) == (0, ())
    assert overlaps(empty, [Other("อบต.บ้านอื่น", "results report", 2567, "/r/", {"x"})]) == []


def test_a_stretch_leads_back_to_the_very_words() -> None:
    text = f"๑) ที่ประชุมเทศบาลตำบลบ้านตัวอย่าง มีมติ  {SAID} ครั้งที่ ๒"
    (stretch,) = words(text).shared_with(words(SAID).shingles)
    start, end = words(text).texts[0].span(stretch.start, stretch.end)
    assert text[start:end] == SAID


def test_the_sketch_is_the_same_in_every_process() -> None:
    program = (
        "import random; from bench.clean_reports import results_report\n"
        "from catalogue.frame_data import shipped_frames; from reports.checks.own_words import own_words\n"
        "f = shipped_frames(); print(own_words(results_report(random.Random(3), f), f).sketch)"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert answers == {str(own_words(long_report(random.Random(3), FRAMES), FRAMES).sketch)}


def test_the_sketch_tells_the_share_of_two_reports_roughly() -> None:
    whole = long_report(random.Random(1), FRAMES)
    half = replace(whole, sections=whole.sections[:4])
    one, other = own_words(whole, FRAMES), own_words(half, FRAMES)
    common = len(set(one.sketch) & set(other.sketch)) / SKETCH
    assert common == pytest.approx(len(one.shingles & other.shingles) / len(one.shingles), abs=0.2)


def mixed(copied: int) -> Document:
    """A report whose first sections are those of another one."""
    own, other = long_report(random.Random(7), FRAMES), long_report(random.Random(1), FRAMES)
    rows = [replace(each, measures=(_rewritten(number),) * 2) for number, each in enumerate(own.sections)]
    return replace(own, sections=(*other.sections[:copied], *rows[copied:]))


def _rewritten(number: int) -> Measure:
    rng = random.Random(number)
    said = " ".join("".join(rng.choices("กขคงจชดตทนบปพมยรลวสหอาเแโไ", k=9)) for _word in range(60))
    return measure(number, procedure=said, output=said[::-1], outcome="", title="")


def told(copied: int) -> list[Finding]:
    other = own_words(long_report(random.Random(1), FRAMES), FRAMES)
    others = [Other("อบต.บ้านอื่น", "results report", 2567, "/r/", other.shingles)]
    return overlaps(own_words(mixed(copied), FRAMES), others, language="en")


@pytest.mark.parametrize(("copied", "share"), [(4, 51), (7, 93)])
def test_what_was_copied_is_told_with_its_share(copied: int, share: int) -> None:
    (finding,) = told(copied)
    assert finding.message.startswith(f"{share}% of what this report says")
    assert (finding.severity, finding.url) == ("info", "/r/")
    assert finding.where.measure is not None
    assert finding.where.quote


def test_a_small_part_in_common_is_not_told() -> None:
    assert told(1) == []


def test_two_sources_of_the_same_words_are_told_once() -> None:
    own = own_words(mixed(7), FRAMES)
    other = own_words(long_report(random.Random(1), FRAMES), FRAMES)
    both = [Other(name, "results report", 2567, "/r/", other.shingles) for name in ("อบต.หนึ่ง", "อบต.สอง")]
    assert len(overlaps(own, both)) == 1
