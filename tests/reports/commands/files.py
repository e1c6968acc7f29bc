"""What the tests of the commands share: a report as text, a full disk, the rows there are."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.db import models

from tests import factories
from tests.cast import CODE

HEADER = "มาตรการ/กิจกรรม\tขั้นตอนหรือวิธีการปฏิบัติ\tผลการดำเนินการ\tผลลัพธ์\tผู้รับผิดชอบ\tระยะเวลา"


def results_text(year: str = "๒๕๖๘") -> str:
    """A results report as text: every issue with one measure."""
    lines = [f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}"]
    for no, title in factories.issue_titles().items():
        lines += [
            f"ประเด็นที่ {no} {title}",
            HEADER,
            "\t".join(
                [
                    f"จัดทำคู่มือเล่มที่ {no}",
                    "๑. ประชุม ๒. เผยแพร่",
                    "๑. ประชุมแล้ว ๒. เผยแพร่แล้ว",
                    f"๑. เข้าใจตรงกัน ๒. มีผู้อ่าน {no}00 คน",
                    "สำนักปลัด",
                    "ต.ค. ๖๗ - ก.ย. ๖๘",
                ]
            ),
        ]
    return "\n".join(lines) + "\n"


Run = Callable[..., dict]


class Full(io.StringIO):
    """An output whose disk is full."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def row_counts() -> dict[str, int]:
    managed: list[type[models.Model]] = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: model._base_manager.count() for model in managed}


def imported(file: Path, run: Run) -> int:
    return run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568)["report"]
