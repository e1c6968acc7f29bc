"""The registry: rules find themselves, findings are ordered and unique, nothing makes a check fail."""

import ast
import itertools
import logging
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings

from reports.checks import registry
from reports.checks.finding import SEVERITIES
from reports.document import Block, Document
from tests.reports.checks.drafts import FRAMES, ISSUES, findings, measure, results_report, section
from tests.strategies import documents

PROJECT = Path(__file__).resolve().parents[3]
CHECKS = PROJECT / "reports" / "checks"

MISTAKE = "ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๐๓ คะแนน"


def test_every_file_of_rules_registers_a_check() -> None:
    files = {path.stem for path in (CHECKS / "rules").glob("*.py")} - {"__init__"}
    modules = {each.rule.__module__.rpartition(".")[2] for each in registry.checks().values()}
    assert modules == files


def test_a_code_belongs_to_one_rule() -> None:
    with pytest.raises(ValueError, match="score-difference"):
        registry.check("score-difference", severity="error", title="")(findings)  # type: ignore[arg-type]


def test_every_rule_tells_people_what_it_finds_and_how_to_mend_it() -> None:
    for entry in registry.catalog():
        assert entry.title
        assert entry.finds
        assert entry.fix
        assert entry.severity in SEVERITIES
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*(-…)?", entry.code)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_no_document_makes_a_check_fail(document: Document) -> None:
    log = _Log()
    logger = logging.getLogger("reports.checks.registry")
    logger.addHandler(log)
    try:
        found = registry.run(document, FRAMES, language="en")
    finally:
        logger.removeHandler(log)
    assert log.messages == []
    places = [(each.code, each.where, each.where.path) for each in found]
    assert len(places) == len(set(places))
    assert all(each.message and each.fix for each in found)
    assert found == registry.run(document, FRAMES, language="en")
    assert registry.run(document, {}, language="en") == registry.run(document, {}, language="en")


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def test_findings_follow_the_page() -> None:
    sections = [section(no, measure(no), measure(no + 10)) for no in ISSUES if no != 7]
    sections[1] = section(2, measure(1, output=""), measure(2, outcome=MISTAKE, output=""))
    sections[0] = section(1, measure(1), measure(2, outcome=""))
    document = results_report(*sections, before=(Block(text=MISTAKE),))
    found = [
        (each.where.section, each.where.measure, each.where.field, each.code) for each in findings(document)
    ]
    assert found == [
        (None, None, "before", "score-difference"),
        (None, None, None, "issue-missing"),
        (1, 2, "outcome", "component-missing"),
        (2, 1, "output", "component-missing"),
        (2, 2, "output", "component-missing"),
        (2, 2, "outcome", "score-difference"),
    ]


def test_only_the_asked_checks_run() -> None:
    document = results_report(section(1, measure(1, outcome=MISTAKE)))
    assert {each.code for each in findings(document)} == {"issue-missing", "score-difference"}
    assert {each.code for each in findings(document, "score-difference")} == {"score-difference"}


def test_applying_the_only_right_texts_mends_and_a_second_time_changes_nothing() -> None:
    text = f"{MISTAKE}\n{MISTAKE.replace('๒.๐๓', '๓.๒๐')}"
    for _ in range(2):
        document = results_report(section(1, measure(1, outcome=text)), *(section(no) for no in range(2, 8)))
        found = findings(document)
        for each in reversed(found):
            assert each.replacement is not None
            assert each.where.start is not None
            text = text[: each.where.start] + each.replacement + text[each.where.end :]
    assert found == []
    assert text.count("๒.๓๐") == 2


def test_a_long_report_gives_every_mistake_once() -> None:
    counter = itertools.count(1)

    def long_measure() -> object:
        number = next(counter)
        outcome = "\n".join(f"{n}. ข้อ e{n % 9 + 1} {MISTAKE} รายการที่ {number}" for n in range(1, 5))
        return measure(number, procedure="จัดประชุมและเผยแพร่ผลการดำเนินการให้ประชาชนทราบ\n" * 12, outcome=outcome)

    document = results_report(*(section(no, *(long_measure() for _ in range(6))) for no in ISSUES))  # type: ignore[arg-type]
    assert len(findings(document, "score-difference")) == 7 * 6 * 4


def test_the_page_of_checks_is_up_to_date() -> None:
    printed = subprocess.run(
        [sys.executable, "script/checks_doc", "--print"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    written = (PROJECT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert printed.stdout == written, "run script/checks_doc"


def marked_messages() -> set[str]:
    found = set()
    for path in CHECKS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in {"gettext", "gettext_noop"}
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return found


def test_every_message_of_the_checks_has_its_thai() -> None:
    merged = PROJECT / "locale" / "th" / "LC_MESSAGES" / "django.po"
    fragment = CHECKS / "th.po"
    known = {
        entry.msgid
        for path in (merged, fragment)
        if path.exists()
        for entry in polib.pofile(str(path))
        if entry.translated()
    }
    assert marked_messages() - known == set()
