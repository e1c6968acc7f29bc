"""The scripts a newcomer, a server and CI call; run as they are, with a database of their own."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(path for path in (PROJECT / "script").iterdir() if path.is_file())

needs_environment = pytest.mark.skipif(
    not (PROJECT / ".venv" / ".runtime").exists(), reason="script/setup has not run in this checkout"
)
needs_postgresql = pytest.mark.skipif(
    not shutil.which("initdb") and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    reason="no PostgreSQL server on this machine",
)


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=PROJECT,
        env={**bare_environment(), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def bare_environment() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run_and_says_what_runs_it(script: Path) -> None:
    assert script.stat().st_mode & stat.S_IXUSR
    first = script.read_text(encoding="utf-8").splitlines()[0]
    assert first in {"#!/usr/bin/env bash", "#!/usr/bin/env python3"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_shell_script_is_well_formed_and_stops_at_unset_variables(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    if "python3" in text.splitlines()[0]:
        compile(text, str(script), "exec")
        return
    assert run("bash", "-n", str(script)).returncode == 0
    assert "\nset -euo pipefail\n" in text or "\nset -uo pipefail\n" in text


def test_ci_calls_the_same_as_a_developer() -> None:
    lines = (PROJECT / ".ci" / "run").read_text().splitlines()
    assert lines[0] == "#!/bin/sh"
    assert [line for line in lines[1:] if line.strip()] == ['exec "$(dirname "$0")/../script/test"']


@pytest.mark.parametrize("script", ["script/setup", "script/lock"])
def test_an_unknown_argument_is_one_clear_line(script: str) -> None:
    result = run(script, "--nonsense")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "--nonsense" in result.stderr


@needs_postgresql
class TestTemporaryPostgreSQL:
    def test_a_command_gets_a_cluster_that_knows_thai_and_is_gone_afterwards(self) -> None:
        program = (
            "import os, psycopg2; from pathlib import Path; from ita_portal.settings import DATABASES as d;"
            "d = d['default']; c = psycopg2.connect(host=d['HOST'], user=d['USER'], dbname=d['NAME']).cursor();"
            "c.execute(\"select 'การ' ~ '^\\\\w+', current_setting('listen_addresses')\");"
            "print(d['HOST'], *c.fetchone())"
        )
        result = run("script/with_postgresql", str(PROJECT / ".venv/bin/python"), "-c", program)
        assert result.returncode == 0, result.stderr
        folder, knows_thai, addresses = result.stdout.rstrip("\n").split(" ")
        assert (knows_thai, addresses) == ("True", "")
        assert not Path(folder).exists()

    def test_the_status_of_the_command_is_the_status_of_the_script(self) -> None:
        assert run("script/with_postgresql", "sh", "-c", "exit 5").returncode == 5


@needs_environment
class TestServer:
    @pytest.fixture
    def port(self) -> Iterator[int]:
        """Bound but never listening, so that nobody else is given it before the server takes it."""
        with socket.socket() as reservation:
            reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            reservation.bind(("127.0.0.1", 0))
            yield int(reservation.getsockname()[1])

    @pytest.fixture
    def variables(self, tmp_path: Path, port: int) -> dict[str, str]:
        return {
            "PORT": str(port),
            "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
            "MEDIA_ROOT": str(tmp_path / "media"),
            "LOG_LEVEL": "WARNING",
        }

    @pytest.fixture
    def server(self, variables: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen(
                ["script/server"],
                cwd=PROJECT,
                env={**bare_environment(), **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        yield process
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=240)

    def test_it_prepares_answers_and_stops_with_everything_it_started_and_preparing_again_is_harmless(
        self, server: subprocess.Popen[bytes], variables: dict[str, str], port: int, tmp_path: Path
    ) -> None:
        wait_for(f"http://127.0.0.1:{port}/healthz", server, tmp_path / "log")
        wait_until_said(f"ITA Portal answers at http://127.0.0.1:{port}/", tmp_path / "log")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=120) as answer:
            page = answer.read().decode()
            assert answer.status == 200
            assert '<html lang="th"' in page
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=120) as answer:
            assert answer.status == 200
        children = descendants(server.pid)
        assert len(children) >= 3, "web, its worker process and the background worker"

        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=240) == 0
        assert not [pid for pid in children if is_running(pid)]
        log = (tmp_path / "log").read_text(encoding="utf-8")
        assert f"http://127.0.0.1:{port}/" in log
        assert "Traceback" not in log

        seeded = row_counts(tmp_path / "db.sqlite3")
        assert seeded["reports_version"]
        again = run(str(PROJECT / ".venv/bin/python"), "script/prepare", "--demo", **variables)
        assert again.returncode == 0, again.stderr
        assert row_counts(tmp_path / "db.sqlite3") == seeded

    def test_a_port_in_use_is_one_clear_line(self, variables: dict[str, str], port: int) -> None:
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", port))
            taken.listen()
            result = run("script/server", **variables)
        assert result.returncode == 1
        assert len(result.stderr.splitlines()) == 1
        assert f"127.0.0.1:{port} cannot be used" in result.stderr

    def test_production_without_its_variables_does_not_start(self) -> None:
        result = run("script/server", DEBUG="false")
        assert result.returncode == 1
        assert result.stderr.splitlines() == [
            "ITA Portal is not configured correctly: SECRET_KEY must be set when DEBUG is false"
        ]


def row_counts(database: Path) -> dict[str, int]:
    """Of the tables in which a person's or a seed's work lies."""
    with contextlib.closing(sqlite3.connect(database, timeout=60)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        work = [
            name
            for name in names
            if name.startswith(("assessments_", "measures_", "municipalities_", "reports_"))
        ]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in work}


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=60):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
    pytest.fail("no answer within ten minutes:\n" + log.read_text(encoding="utf-8"))


def wait_until_said(line: str, log: Path) -> None:
    """The script asks for its own page before it says so, a moment after others can."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        if line in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.1)
    pytest.fail(f"the server never said {line!r}")


def is_running(pid: int) -> bool:
    """Whether a process does anything still; one that has ended and waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def descendants(pid: int) -> list[int]:
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *descendants(int(child))]
    return found
