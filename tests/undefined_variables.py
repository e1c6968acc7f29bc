"""Makes a template variable that does not exist fail the test, in the project's own templates only."""

import sys
from pathlib import Path
from typing import Any

import pytest
from django.template.base import FilterExpression


class UndefinedVariable(str):
    """The value of `string_if_invalid`.

    Django asks for its truth when a variable does not resolve. In a template of ours that is the
    failure; anywhere else it is the empty string that Django uses by default, and filters still apply.
    """

    __slots__ = ("folders",)
    folders: tuple[Path, ...]

    def __new__(cls, project: Path) -> "UndefinedVariable":
        self = super().__new__(cls, "")
        self.folders = (project / "templates", *project.glob("*/templates"))
        return self

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        if frame.f_code is FilterExpression.resolve.__code__:
            origin = self._origin(frame.f_locals["context"])
            if any(folder in Path(origin).parents for folder in self.folders):
                pytest.fail(f"undefined variable {frame.f_locals['self'].token!r} in {origin}")
        return False

    @staticmethod
    def _origin(context: Any) -> str:
        return str(getattr(getattr(context.render_context, "template", None), "origin", ""))
