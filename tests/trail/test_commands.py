"""What every command has in common: whatever it meets is one line and an exit status."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import OperationalError

from trail.commands import INTERRUPTED, OneLineCommand


class Failing(OneLineCommand):
    """A command that meets something."""

    requires_system_checks = ()

    def __init__(self, meets: BaseException) -> None:
        super().__init__()
        self.meets = meets

    def handle(self, *args: Any, **options: Any) -> None:
        raise self.meets


@pytest.mark.parametrize(
    "meets",
    [
        FileNotFoundError(errno.ENOENT, "No such file or directory", "a.txt"),
        OSError(errno.EIO, "Input/output error", "a.txt"),
        OperationalError("database is locked\nsecond line"),
        ValidationError(["หนึ่ง", "สอง"]),
        ValueError("line one\nline two"),
        CommandError("line one\nline two"),
    ],
)
def test_a_refusal_is_one_line_with_status_one(meets: Exception) -> None:
    with pytest.raises(CommandError) as refused:
        call_command(Failing(meets))
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1


def test_ctrl_c_ends_without_a_trace() -> None:
    with pytest.raises(CommandError) as refused:
        call_command(Failing(KeyboardInterrupt()))
    assert refused.value.returncode == INTERRUPTED


def test_a_mistake_of_ours_shows_its_trace() -> None:
    with pytest.raises(ZeroDivisionError):
        call_command(Failing(ZeroDivisionError()))
