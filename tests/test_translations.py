"""Every sentence a user may see stands in Thai, with the same places to fill in."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.test_consistency import tracked_files

PROJECT = Path(__file__).resolve().parent.parent
THAI = PROJECT / "locale" / "th" / "LC_MESSAGES" / "django.po"


def entries() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(THAI)) if not entry.obsolete]


def places(text: str) -> list[str]:
    """%(name)s, %s and {name}, in no order."""
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text.replace("%%", "")))


def test_messages_are_marked_with_names_that_gettext_looks_for() -> None:
    """`gettext as _now` is a name that xgettext does not know: what it marks is in no translation."""
    known = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
    wrong = []
    for path in tracked_files():
        if path.suffix == ".py" and path.relative_to(PROJECT).parts[0] != "tests":
            names = re.findall(r"import \(?n?p?gettext\w* as (\w+)", path.read_text(encoding="utf-8"))
            wrong += [f"{path.relative_to(PROJECT)}: {name}" for name in names if name not in known]
    assert not wrong


def test_nothing_is_left_in_english_or_uncertain() -> None:
    missing = [entry.msgid for entry in entries() if entry.fuzzy or not entry.translated()]
    assert not missing, f"{len(missing)} messages without Thai: {missing[:20]}"


def test_a_translation_fills_in_what_the_message_fills_in() -> None:
    wrong = []
    for entry in entries():
        texts = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        # Thai has one plural form: it must be able to say the number.
        expected = places(entry.msgid_plural or entry.msgid)
        wrong += [entry.msgid for text in texts if places(text) != expected]
    assert not wrong


def test_messages_begin_and_end_like_their_translation() -> None:
    """gettext's own rule: a line break at one end only is a slip."""
    wrong = [
        entry.msgid
        for entry in entries()
        for text in filter(None, [entry.msgstr, *entry.msgstr_plural.values()])
        if (entry.msgid.startswith("\n"), entry.msgid.endswith("\n"))
        != (text.startswith("\n"), text.endswith("\n"))
    ]
    assert not wrong


@pytest.mark.skipif(not shutil.which("xgettext"), reason="no xgettext on this machine (package gettext)")
def test_every_marked_message_is_in_the_thai_file(tmp_path: Path) -> None:
    for path in tracked_files():
        relative = path.relative_to(PROJECT)
        if path.suffix in {".py", ".html", ".txt"} and relative.parts[0] not in {"tests", "bench", "docs"}:
            target = tmp_path / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    (tmp_path / "locale").mkdir(exist_ok=True)
    result = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale=th", "--no-wrap", "--verbosity=0"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    marked = polib.pofile(str(tmp_path / "locale" / "th" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in entries()}
    missing = sorted(
        entry.msgid for entry in marked if not entry.obsolete and (entry.msgctxt, entry.msgid) not in known
    )
    assert not missing, f"{len(missing)} messages are not in {THAI.relative_to(PROJECT)}: {missing[:20]}"
