"""The settings: a demo without any variable, strict about every one that is given."""

import ast
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ita_portal.environment import Environment, kept_secret

PROJECT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SITE_URL": "https://ita.example.go.th",
    "DATABASE_URL": "postgres://ita:secret@db.example.go.th:5433/ita",
}


def setting(expression: str, **variables: str) -> str:
    """The value of an expression over the settings, in a process with only these variables."""
    result = manage(f"from django.conf import settings as s; print({expression})", **variables)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def manage(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "ita_portal.settings", **variables}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_variable_it_is_a_demo_on_sqlite() -> None:
    assert setting("(s.DEBUG, s.DATABASES['default']['NAME'], s.SITE_URL)") == str(
        (True, str(PROJECT / "var" / "db.sqlite3"), "http://127.0.0.1:8000")
    )


def test_sqlite_takes_the_write_lock_first_and_waits_for_it() -> None:
    options = ast.literal_eval(setting("s.DATABASES['default']['OPTIONS']"))
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_is_told_by_its_address() -> None:
    database = ast.literal_eval(setting("s.DATABASES['default']", **PRODUCTION))
    assert (database["HOST"], database["PORT"], database["NAME"], database["USER"]) == (
        "db.example.go.th",
        5433,
        "ita",
        "ita",
    )
    assert database["CONN_HEALTH_CHECKS"] is True
    assert "options" not in database.get("OPTIONS", {})


def test_a_socket_folder_may_stand_for_the_host() -> None:
    database = Environment({"DATABASE_URL": "postgres://ita@//run/postgresql/ita"}).database(
        "DATABASE_URL", "", PROJECT
    )
    assert (database["HOST"], database["NAME"], database["USER"]) == ("/run/postgresql", "ita", "ita")


def test_only_the_web_process_limits_how_long_a_statement_may_take() -> None:
    program = (
        "import ita_portal.wsgi; from django.conf import settings as s;"
        "print(s.DATABASES['default']['OPTIONS']['options'])"
    )
    result = manage(program, **PRODUCTION)
    assert result.stdout.strip() == "-c statement_timeout=10000 -c lock_timeout=5000", result.stderr


def test_production_passes_djangos_deployment_checks() -> None:
    program = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    result = manage(program, **PRODUCTION)
    accepted = {"security.W005", "security.W021"}  # subdomains and preload lists are the site owner's choice
    found = set(re.findall(r"\((\w+\.[WE]\d+)\)", result.stderr))
    assert found <= accepted, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "DATABASE_URL"])
def test_production_refuses_to_start_without(name: str) -> None:
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    result = manage("from django.conf import settings as s; s.DEBUG", **variables)
    assert result.returncode != 0
    assert f"{name} must be set when DEBUG is false" in result.stderr.splitlines()[-1]


def test_a_wrong_value_stops_a_command_with_one_line() -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "DEBUG": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "ITA Portal is not configured correctly: DEBUG must be true or false, not 'perhaps'"
    ]


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("flag", "maybe"),
        ("site", "ita.example.go.th"),
        ("site", "https://ita.example.go.th/portal"),
        ("site", "ftp://ita.example.go.th"),
        ("origins", "ita.example.go.th"),
        ("database", "mysql://user@host/name"),
        ("database", "postgres://user@host:port/name"),
        ("database", "postgres://user@host"),
        ("database", "nonsense"),
        ("email", "pigeon://roof"),
        ("cache", "nonsense://host"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(method: str, value: str) -> None:
    environment = Environment({"THE_NAME": value})
    further: dict[str, object] = {
        "flag": {"default": True},
        "site": {"default": ""},
        "origins": {"default": []},
        "database": {"default": "", "base": PROJECT},
        "email": {"default": "", "base": PROJECT},
        "cache": {},
    }[method]
    with pytest.raises(ImproperlyConfigured, match="THE_NAME"):
        getattr(environment, method)("THE_NAME", **further)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000.0", "๘๐๐๐", "abc", "1e3"])
def test_a_port_is_a_whole_number_in_its_range(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number from 1 to 65535"):
        Environment({"PORT": value}).number("PORT", default=8000, least=1, most=65535)


def test_a_password_in_a_wrong_address_is_not_repeated() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        Environment({"DATABASE_URL": "mysql://ita:hunter2@host/ita"}).database("DATABASE_URL", "", PROJECT)
    assert "hunter2" not in str(error.value)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from the file\n")
    environment = Environment({"SECRET_KEY_FILE": str(file), "SECRET_KEY": "from the environment"})
    assert environment.text("SECRET_KEY") == "from the file"


def test_a_secret_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    environment = Environment({"SECRET_KEY_FILE": str(tmp_path / "absent")})
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE"):
        environment.text("SECRET_KEY")


def test_the_demo_keeps_its_key_where_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret_key"
    first = kept_secret(file)
    assert len(first) >= 50
    assert kept_secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_readme_lists_every_variable_and_no_other() -> None:
    read = set()
    for node in ast.walk(ast.parse((PROJECT / "ita_portal" / "settings.py").read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "env"
            and isinstance(node.args[0], ast.Constant)
        ):
            read.add(node.args[0].value)
    read |= set(re.findall(r"environ\.get\('?\"?(\w+)", (PROJECT / "gunicorn.conf.py").read_text()))
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE)) == read


def test_script_test_forgets_every_variable_of_the_developer() -> None:
    script = (PROJECT / "script" / "test").read_text()
    forgotten = set(re.search(r"unset ([A-Z_\\\s]+)", script)[1].replace("\\", " ").split())  # type: ignore[index]
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE)) <= forgotten
