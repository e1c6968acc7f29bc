"""The portal as a process of its own, with a database of its own, that can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent

PREPARE = """
import django
django.setup()
from django.core.management import call_command
from tests.cast import begin_work, load_catalogue, make_cast
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
load_catalogue(2566, 2567, 2568, 2569)
print(begin_work(make_cast(), measures=2).measure.pk)
"""


class PortalProcess:
    """gunicorn on a free port, over an SQLite file with the tests' cast and its work (`measure`: its first one)."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "portal.sqlite3"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(folder / "media"),
            "EMAIL_URL": f"filemail://{folder / 'mail'}",
            "SECRET_KEY": "a key for this test alone, long enough to be taken as one",
            "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
            "PYTHONPATH": str(PROJECT),
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            "LOG_LEVEL": "ERROR",
        }
        prepared = subprocess.run(
            [sys.executable, "-c", PREPARE],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        self.measure = int(prepared.stdout.split()[-1])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to start; `wait` says when it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"],
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the portal does not answer")

    def kill(self) -> None:
        """As a power cut does: no goodbye."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ask(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """One statement on the database, beside the portal."""
        with sqlite3.connect(self.database, timeout=20) as connection:
            rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows

    def outcome(self) -> str:
        ((text,),) = self.ask("SELECT outcome FROM measures_measure WHERE id = ?", self.measure)
        return str(text)
