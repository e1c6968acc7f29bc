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
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from tests.cast import begin_work, load_catalogue, make_cast, sign_in
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
load_catalogue(2566, 2567, 2568, 2569)
cast = make_cast()
measure = begin_work(cast, measures=2).measure
sign_in(Client(), cast.officer)
session = Session.objects.get()
ends = session.expire_date.strftime("%Y-%m-%d %H:%M:%S")
print(measure.pk, session.session_key, session.session_data, ends, sep="\\t")
"""


class PortalProcess:
    """gunicorn on a free port, over an SQLite file with the tests' cast and its work (`measure`: its first one).

    `session` is the key of a session in which the officer is signed in, once `begin_session` was called.
    """

    def __init__(self, folder: Path) -> None:
        self.database = folder / "portal.sqlite3"
        # Bound but never listening: while the portal is down nobody else is given its port.
        self.reservation = socket.socket()
        self.reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.reservation.bind(("127.0.0.1", 0))
        port = self.reservation.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(folder / "media"),
            "EMAIL_URL": f"filemail://{folder / 'mail'}",
            "SECRET_KEY": "a key for this test alone, long enough to be taken as one",
            "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
            "PYTHONPATH": str(PROJECT),
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",
            "LOG_LEVEL": "ERROR",
        }
        prepared = self._python("-c", PREPARE)
        text, _none = prepared.communicate()
        assert prepared.returncode == 0, "the portal could not be prepared"
        measure, self.session, self.session_data, self.session_ends = text.splitlines()[-1].split("\t")
        self.measure = int(measure)
        self.log = folder / "portal.log"
        self.parent = self._python("-m", "tests.browser.portal_parent", str(self.log))
        self.group: int | None = None

    def _python(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def start(self) -> None:
        """Begin to start; `wait` says when it answers."""
        assert self.parent.stdin
        assert self.parent.stdout
        print("start", file=self.parent.stdin, flush=True)
        self.group = int(self.parent.stdout.readline())

    @property
    def is_running(self) -> bool:
        return self.group is not None

    def wait(self) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=30):
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(f"the portal does not answer: {self.log.read_text(encoding='utf-8')[-4000:]}")

    def kill(self) -> None:
        """As a power cut does: no goodbye."""
        if self.group is not None:
            assert self.parent.stdout
            os.killpg(self.group, signal.SIGKILL)
            assert self.parent.stdout.readline() == "ended\n"
            self.group = None

    def close(self) -> None:
        self.kill()
        self.parent.communicate()
        self.reservation.close()

    def ask(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """One statement on the database, beside the portal."""
        with sqlite3.connect(self.database, timeout=60) as connection:
            rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows

    def begin_session(self) -> None:
        self.ask(
            "INSERT OR REPLACE INTO django_session (session_key, session_data, expire_date) VALUES (?, ?, ?)",
            self.session,
            self.session_data,
            self.session_ends,
        )

    def outcome(self) -> str:
        ((text,),) = self.ask("SELECT outcome FROM measures_measure WHERE id = ?", self.measure)
        return str(text)
