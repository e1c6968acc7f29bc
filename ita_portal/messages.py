"""Makes the binary message files (.mo) that gettext reads from the translations (.po).

In Python, so that a machine that only runs the portal needs no gettext tools. The results are not
committed; `script/setup` makes them, and the tests before they begin.
"""

import tempfile
from pathlib import Path

import polib


def compile_messages(locale: Path) -> list[Path]:
    """Compile each .po below `locale` that is newer than its .mo; return the files written.

    Raises OSError with file and line when a .po is not well formed.
    """
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        content = polib.pofile(str(source)).to_binary()
        # Whole or not at all: another process may read the file while it is written.
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as draft:
            draft.write(content)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(target)
        written.append(target)
    return written
