"""Everything that can happen has words: no line of the history shows a code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.contrib import admin

from measures.undo import BATCHES
from municipalities.administration import ForSystemAdmins, Recorded
from reports.event_words import WORDS
from reports.workflow import TRANSITIONS
from tests.test_consistency import PROJECT, tracked_files

WRITERS = {"record", "_record", "record_batch", "_move"}
"""What writes an event, its action among the arguments."""


def recorded() -> Iterator[str]:
    """The actions of all calls that write an event, where they are written out or named by a constant."""
    for path in tracked_files():
        if path.suffix != ".py" or path.relative_to(PROJECT).parts[0] in {"tests", "bench", "script"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(named(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
                for argument in node.args:
                    if isinstance(argument, ast.Name) and argument.id in constants:
                        yield constants[argument.id]
                    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def named(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Texts that a module gives a name: `A = "x"` and `A, B = "x", "y"`."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            targets = target.elts if isinstance(target, ast.Tuple) else [target]
            values = value.elts if isinstance(value, ast.Tuple) else [value]
            for name, text in zip(targets, values, strict=False):
                if (
                    isinstance(name, ast.Name)
                    and isinstance(text, ast.Constant)
                    and isinstance(text.value, str)
                ):
                    yield name.id, text.value


def of_the_administration() -> Iterator[str]:
    """What people of the administration pages do to the rows that they may change."""
    for model, pages in admin.site._registry.items():
        if isinstance(pages, Recorded) and isinstance(pages, ForSystemAdmins):
            yield from (f"{model._meta.model_name}-{what}" for what in ("added", "changed", "deleted"))


def test_every_event_has_words() -> None:
    events = {*recorded(), *BATCHES, *of_the_administration(), *(each.event for each in TRANSITIONS)}
    assert len(events) > 40
    missing = sorted(events - WORDS.keys())
    assert not missing, f"say in reports/event_words.py what these are: {missing}"


def test_the_words_are_thai() -> None:
    assert not [str(words) for words in WORDS.values() if str(words).isascii()]
