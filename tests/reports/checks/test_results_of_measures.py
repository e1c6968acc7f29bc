"""Results: an outcome tells what came of it, answers every step, and the measure has a name of its own."""

import pytest

from reports.checks.finding import Finding
from reports.document import Document
from tests.reports.checks.drafts import ISSUES, analysis_report, findings, measure, results_report, section


def with_first(**fields: object) -> Document:
    sections = (section(1, measure(**fields)), *(section(no) for no in range(2, 8)))  # type: ignore[arg-type]
    return results_report(*sections)


def advice(**fields: object) -> list[Finding]:
    return findings(with_first(**fields), "outcome-advice")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ควรจัดอบรมให้ความรู้แก่บุคลากรอย่างสม่ำเสมอ", "ควรจัดอบรม"),
        ("๑) มีคู่มือ ๕ เล่ม\n๒) ควรปรับปรุงคู่มือทุกปี", "ควรปรับปรุง"),
        ("เห็นควรดำเนินการจัดอบรมเพิ่มเติม", "เห็นควร"),
        ("จากผลการประเมิน ควรให้ผู้บริหารวางนโยบาย", "ควรให้"),
        ("คะแนนยังต่ำ ดังนั้นควรเพิ่มช่องทาง", "ดังนั้นควร"),
        ("หน่วยงานควรมีการเผยแพร่ข้อมูลให้มากขึ้น", "หน่วยงานควร"),
        ("ให้เจ้าหน้าที่ปฏิบัติตามคู่มือโดยเคร่งครัด", "ให้เจ้าหน้าที่"),
        ("- ให้มีการตรวจสอบพัสดุทุกไตรมาส", "ให้มีการ"),
        ("ต้องจัดทำทะเบียนคุมให้เป็นปัจจุบัน", "ต้องจัดทำ"),
        ("จำเป็นต้องเพิ่มช่องทางรับเรื่อง", "จำเป็นต้อง"),
        ("เห็นสมควรให้จัดอบรมเพิ่ม", "เห็นสมควร"),
        ("ข้อเสนอแนะ ให้ปรับปรุงเว็บไซต์", "ข้อเสนอแนะ"),
        ("คู่มือยังไม่ครบ ควรศึกษาเพิ่มเติม", "ควรศึกษา"),
    ],
)
@pytest.mark.parametrize("field", ["outcome", "output"])
def test_what_should_be_done_is_no_result(field: str, text: str, quote: str) -> None:
    (each,) = advice(**{field: text})
    assert (each.severity, each.where.field) == ("warning", field)
    assert (each.where.quote or "").startswith(quote)


@pytest.mark.parametrize(
    "text",
    [
        "ประชาชนได้รับทราบข้อมูลที่ควรรู้ครบถ้วน",
        "มีการประชาสัมพันธ์ข้อมูลข่าวสารที่ประชาชนควรได้รับทราบ",
        "ดำเนินการตามสมควรแก่กรณีแล้วเสร็จ ๓ เรื่อง",
        "จัดอบรมควบคู่กับการศึกษาดูงาน มีผู้เข้าร่วม ๕๐ คน",
        "ให้บริการประชาชนเฉลี่ยวันละ ๒๐ ราย ใช้เวลาลดลง ๑๕ นาที",
        "ผู้รับบริการให้คะแนนความพึงพอใจร้อยละ ๙๒",
        "จัดทำคู่มือการให้บริการแล้วเสร็จ ๕ งาน",
        "๑) จัดทำทะเบียนคุมพัสดุครบ ๓๒๐ รายการ\n๒) ประกาศนโยบายเมื่อวันที่ ๒ มกราคม ๒๕๖๘",
        "เผยแพร่ข้อมูลบนเว็บไซต์แล้วทุกเรื่อง",
        "เจ้าหน้าที่มีความรู้ความเข้าใจในระเบียบมากขึ้น",
        "ประเมินความพึงพอใจได้ร้อยละ ๙๕",
        "ข้อ i๑ มีคะแนนเพิ่มขึ้น ๒.๑๘ คะแนน",
        "ต้องขอบคุณประชาชนที่มีส่วนร่วม เรื่องร้องเรียนลดลงเหลือ ๒ เรื่อง",
    ],
)
@pytest.mark.parametrize("field", ["outcome", "output"])
def test_what_was_done_or_achieved_is_a_result(field: str, text: str) -> None:
    assert advice(**{field: text}) == []


def test_a_list_of_tasks_is_no_summary_of_results() -> None:
    tasks = "๑. จัดทำคู่มือการให้บริการ\n๒. กำชับเจ้าหน้าที่ให้ถือปฏิบัติ\n๓. เผยแพร่บนเว็บไซต์ของหน่วยงาน"
    (each,) = advice(output=tasks)
    assert "list of tasks" in each.message
    assert each.where.quote == "จัดทำคู่มือการให้บริการ"
    assert advice(procedure=tasks) == []


def test_an_outcome_of_tasks_is_one_finding() -> None:
    (each,) = advice(outcome="จัดทำและเผยแพร่คู่มือการใช้ทรัพย์สินของราชการ")
    assert "names tasks" in each.message


def test_one_short_line_of_output_may_well_have_been_done() -> None:
    assert advice(output="จัดประชุมชี้แจงแนวทางการใช้ทรัพย์สินแก่บุคลากร") == []


@pytest.mark.parametrize(
    "outcome",
    ["เผยแพร่คู่มือแล้ว ๓ เล่ม", "๑) เผยแพร่คู่มือแล้ว ๓ เล่ม", "**เผยแพร่คู่มือแล้ว** 3 เล่ม", "เผยแพร่ คู่มือ แล้ว ๓ เล่ม"],
)
def test_an_outcome_that_repeats_the_output_is_told_once(outcome: str) -> None:
    (each,) = advice(output="๑. เผยแพร่คู่มือแล้ว ๓ เล่ม\n๒. ประชุมแล้ว ๒ ครั้ง", outcome=outcome)
    assert (each.where.field, each.message) == ("outcome", "The outcome only repeats the output.")


def test_an_outcome_that_differs_by_a_word_repeats_the_output() -> None:
    output = "เผยแพร่คู่มือการให้บริการและแบบฟอร์มคำขอของทุกกองบนเว็บไซต์แล้วทั้งหมด ๑๒ เรื่อง"
    (each,) = advice(output=output, outcome=output.replace("ทั้งหมด", "รวม"))
    assert "repeats the output" in each.message


def test_results_that_repeat_the_steps_are_no_results() -> None:
    steps = "๑. เผยแพร่คู่มือการให้บริการ ๑๒ เรื่อง\n๒. ประชุมชี้แจง ๒ ครั้ง"
    (each,) = advice(procedure=steps, output=steps)
    assert (each.where.field, each.message) == ("output", "The summary of results only repeats the steps.")
    (each,) = advice(procedure=steps, outcome=steps)
    assert (each.where.field, each.message) == ("outcome", "The outcome only repeats the steps.")


def test_an_outcome_with_more_than_the_output_is_its_own() -> None:
    output = "เผยแพร่คู่มือแล้ว ๓ เล่ม"
    assert advice(output=output, outcome=output + "\nประชาชนรอน้อยลง ๑๕ นาที") == []
    assert advice(output="ดี", outcome="ดี") == []


def test_a_plan_is_not_asked_for_results() -> None:
    document = analysis_report(sections=tuple(section(no, measure(outcome="ควรจัดอบรม")) for no in ISSUES))
    assert findings(document, "outcome-advice", "measure-outcomes") == []


# --- steps and outcomes ------------------------------------------------------------------------------------


def outcomes(**fields: object) -> list[Finding]:
    return findings(with_first(**fields), "measure-outcomes")


def test_a_step_without_an_outcome_is_named() -> None:
    (each,) = outcomes(output="๑. ก\n๒. ข\n๓. ค", outcome="๑) ง\n๓) จ")
    assert (each.severity, each.where.field, each.where.measure) == ("warning", "outcome", 1)
    assert "3 results but 2 outcomes" in each.message
    assert "number 2" in each.message


def test_steps_of_a_procedure_count_when_the_output_answers_fewer() -> None:
    (each,) = outcomes(procedure="1. ก\n2. ข\n3. ค\n4. ง", output="ทำแล้ว", outcome="1) จ\n2) ฉ\n3) ช")
    assert "4 steps but 3 outcomes" in each.message


@pytest.mark.parametrize(
    ("output", "outcome"),
    [
        ("๑. ก\n๒. ข", "๑) ค\n๒) ง"),
        ("๑. ก\n๒. ข", "๑) ค\n๒) ง\n๓) จ"),
        ("๑. ก\n๒. ข\n๓. ค", "ประชาชนพึงพอใจมากขึ้นร้อยละ ๙๐"),
        ("๑. ก\n๒. ข\n๓. ค", "๑) – ๓) ประชาชนพึงพอใจมากขึ้น\n๔) อื่น ๆ"),
        ("๑. ก\n๒. ข\n๓. ค", "- ประชาชนพึงพอใจ\n- ร้องเรียนลดลง"),
        ("๑. ก\n  ๑.๑ ข\n  ๑.๒ ค\n๒. ง", "๑) จ\n๒) ฉ"),
        ("๑. ก ๒. ข", "๑) ค ๒) ง"),
        ("มี ๓. ๕ และ ๗", "๑) ค\n๒) ง"),
    ],
)
def test_answered_steps_and_other_lists_are_no_mistake(output: str, outcome: str) -> None:
    assert outcomes(procedure="ตามแผน", output=output, outcome=outcome) == []


def test_a_run_on_list_is_counted_too() -> None:
    (each,) = outcomes(output="๑. ก ๒. ข ๓. ค", outcome="๑) ง ๒) จ")
    assert "number 3" in each.message


def test_a_continued_row_is_counted_with_the_row_it_continues() -> None:
    whole = measure(title="ป้องกันการทุจริต", output="๑. ก\n๒. ข", outcome="๑) ค\n๒) ง")
    rest = measure(title="ป้องกันการทุจริต (ต่อ)", output="๓. ก\n๔. ข", outcome="๓) ค\n๔) ง")
    sections = (section(1, whole, rest), *(section(no) for no in range(2, 8)))
    assert findings(results_report(*sections), "measure-outcomes") == []


# --- the name of a measure ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", [ISSUES[4], ISSUES[2], "๔. " + ISSUES[4], "กระบวนการ กำกับดูแลการใช้ทรัพย์สิน ของราชการ"]
)
def test_the_title_of_an_issue_is_no_measure(title: str) -> None:
    (each,) = findings(with_first(title=title), "measure-title")
    assert (each.severity, each.where.field) == ("warning", "title")


@pytest.mark.parametrize(
    "title", ["สร้าง" + ISSUES[5], "ทำทะเบียนคุมการยืมทรัพย์สิน", "", "พัฒนาการให้บริการและระบบ E-Service"]
)
def test_a_name_of_its_own_is_right_and_a_missing_one_is_told_elsewhere(title: str) -> None:
    assert findings(with_first(title=title), "measure-title") == []
