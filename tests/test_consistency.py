"""The project looks at itself: arrows between apps, names of files, what may not be committed."""

import ast
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

# What each part may import of ours. `ita_portal.thai` stands at the far left, the rest of `ita_portal`
# (settings, addresses, access table) at the far right.
THAI, PORTAL = "ita_portal.thai", "ita_portal"
MAY_IMPORT: dict[str, set[str]] = {
    THAI: set(),
    "fetching": set(),
    "vault": {THAI},
    "trail": {THAI},
    "municipalities": {THAI, "trail"},
    "editing": {THAI, "trail", "municipalities"},
    "catalogue": {THAI, "trail"},
    "assessments": {THAI, "trail", "municipalities", "editing", "catalogue"},
    "measures": {THAI, "fetching", "vault", "trail", "municipalities", "editing", "catalogue", "assessments"},
    "reports": {
        THAI,
        "fetching",
        "vault",
        "trail",
        "municipalities",
        "editing",
        "catalogue",
        "assessments",
        "measures",
    },
    "national": {
        THAI,
        "vault",
        "trail",
        "municipalities",
        "editing",
        "catalogue",
        "assessments",
        "measures",
        "reports",
    },
    "review": {THAI, "vault", "trail", "municipalities", "catalogue", "reports", "national"},
    "audit": {THAI, "trail", "municipalities", "assessments", "measures", "reports", "review"},
    "api": {
        THAI,
        "trail",
        "municipalities",
        "editing",
        "catalogue",
        "assessments",
        "measures",
        "reports",
        "national",
        "review",
    },
}
APPS = [name for name in MAY_IMPORT if name != THAI]


def tracked_files() -> list[Path]:
    """Committed files and those about to be; without git (an unpacked archive), nothing can be said."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=PROJECT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def part_of(module: str) -> str | None:
    """The part of the project that a dotted module name belongs to, or None for other people's code."""
    if module == THAI or module.startswith(THAI + "."):
        return THAI
    first = module.split(".", maxsplit=1)[0]
    return first if first in APPS or first == PORTAL else None


def source_files() -> Iterator[tuple[str, Path]]:
    for part in MAY_IMPORT:
        for path in sorted((PROJECT / part.replace(".", "/")).rglob("*.py")):
            yield part, path


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported module with its line, those inside functions and by name as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            argument = node.args[0]
            if (
                name in {"import_module", "import_string", "get_model", "__import__"}
                and isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
            ):
                yield node.lineno, argument.value


def model_references(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Relations written as text: ForeignKey("app.Model")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.fullmatch(rf"({'|'.join(APPS)})\.[A-Z]\w+", node.value)
            if found:
                yield node.lineno, node.value


def test_an_app_imports_only_what_stands_left_of_it() -> None:
    wrong = []
    for part, path in source_files():
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        references = (
            imports(tree) if "migrations" in path.parts else [*imports(tree), *model_references(tree)]
        )
        for line, module in references:
            other = part_of(module)
            # A migration depends on the user model's app by Django's own rule.
            if "migrations" in path.parts and module.startswith("municipalities"):
                continue
            if other and other != part and other not in MAY_IMPORT[part]:
                wrong.append(f"{path.relative_to(PROJECT)}:{line} ({part}) imports {module}")
    assert not wrong, "an arrow points the wrong way:\n" + "\n".join(sorted(set(wrong)))


def test_the_types_of_every_app_are_checked() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(settings["tool"]["mypy"]["packages"]) == {"ita_portal", *APPS}


def test_the_document_knows_nothing_of_django() -> None:
    """Imported in a bare interpreter, with Django made impossible to import."""
    program = (
        "import sys; sys.modules['django'] = None; "
        "import reports.document, reports.layouts; "
        "sys.exit(any(name.endswith('.models') for name in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("folder", ["readers", "writers", "checks", "formats"])
def test_readers_writers_and_checks_never_reach_the_database(folder: str) -> None:
    wrong = []
    for path in sorted((PROJECT / "reports" / folder).rglob("*.py")):
        for line, module in imports(ast.parse(path.read_text(encoding="utf-8"))):
            if module.startswith("django.db") or re.search(r"(^|\.)(models|services|queries)(\.|$)", module):
                wrong.append(f"{path.relative_to(PROJECT)}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_files_are_named_after_what_they_hold() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    wrong = [
        str(path.relative_to(PROJECT))
        for path in tracked_files()
        if vague & {part.split(".")[0] for part in path.relative_to(PROJECT).parts}
    ]
    assert not wrong


def test_source_files_are_short() -> None:
    limit = 500
    long = {
        str(path.relative_to(PROJECT)): lines
        for _part, path in source_files()
        if "migrations" not in path.parts
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert not long, f"more than {limit} lines: split by what they hold: {long}"


def test_nothing_of_one_machine_is_committed() -> None:
    """Folders of a person or a workplace, package indexes, addresses with a password."""
    patterns = {
        "a folder of one machine": r"(?<![\w.:/])/(?:home|Users|root|work|workspace)/[a-z.]\w*",
        "a package index": r"--(?:extra-)?index-url[ =]+\S*//|--find-links[ =]+\S|files\.pythonhosted\.org",
        "an address with a password": r"https?://[^\s/:@'\"<>{}]+:[^\s/@'\"<>{}]+@",
    }
    wrong = []
    for path in tracked_files():
        if path == Path(__file__) or "vendor" in path.parts:
            continue
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        text = content.decode("utf-8", errors="replace")
        for meaning, pattern in patterns.items():
            for match in re.finditer(pattern, text):
                line = text.count("\n", 0, match.start()) + 1
                wrong.append(f"{path.relative_to(PROJECT)}:{line}: {meaning}: {match[0]}")
    assert not wrong, "\n".join(wrong)


def test_the_locks_hold_exact_versions_with_hashes_and_nothing_else() -> None:
    for name in ("runtime.txt", "dev.txt"):
        text = (PROJECT / "requirements" / name).read_text()
        for block in re.split(r"\n(?=\S)", text.strip()):
            first, *rest = [line.rstrip(" \\") for line in block.splitlines()]
            assert re.fullmatch(r"[\w.\-\[\]]+==[\w.]+( ; .+)?", first), f"{name}: {first}"
            assert rest, f"{name}: {first} has no hash"
            assert all(re.fullmatch(r" +--hash=sha256:[0-9a-f]{64}", line) for line in rest), (
                f"{name}: {first}"
            )


def test_everything_asked_for_is_locked() -> None:
    for name in ("runtime", "dev"):
        locked = set(re.findall(r"^([\w.\-]+)(?:\[[\w,]+\])?==", _requirements(f"{name}.txt"), re.MULTILINE))
        asked = set(re.findall(r"^([A-Za-z][\w.\-]*)", _requirements(f"{name}.in"), re.MULTILINE))
        missing = {package.lower() for package in asked} - {package.lower() for package in locked}
        assert not missing, f"run script/lock --keep: {name}.txt lacks {missing}"


def _requirements(name: str) -> str:
    return (PROJECT / "requirements" / name).read_text()


@pytest.mark.parametrize("folder", ["static/vendor", "tests/browser/vendor"])
def test_vendored_files_are_the_ones_that_were_listed(folder: str) -> None:
    vendor = PROJECT / folder
    packages = json.loads((vendor / "VENDOR.json").read_text())
    listed: dict[str, str] = {}
    for package in packages:
        assert package["name"]
        assert package["version"]
        assert package["license"]
        assert package["source"]
        listed |= package["files"]
    present = {
        path.relative_to(vendor).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in vendor.rglob("*")
        if path.is_file() and path.name != "VENDOR.json"
    }
    assert present == listed


def test_pages_have_no_inline_style_or_script() -> None:
    """The content security policy would drop them; the browser tests see only the pages they open."""
    forbidden = {
        "style attribute": r"<[^>]*\sstyle\s*=",
        "event attribute": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
        "inline script": r"<script(?![^>]*(\bsrc=|\bnonce=|application/(?:ld\+)?json))[^>]*>",
        "javascript: address": r"(?:href|action)\s*=\s*[\"']?\s*javascript:",
    }
    wrong = []
    for path in tracked_files():
        if path.suffix != ".html" or "templates" not in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for meaning, pattern in forbidden.items():
            for match in re.finditer(pattern, text, re.IGNORECASE):
                line = text.count("\n", 0, match.start()) + 1
                wrong.append(f"{path.relative_to(PROJECT)}:{line}: {meaning}")
    assert not wrong, "\n".join(wrong)
