"""A program with the portal loaded once: each line it reads starts gunicorn anew, which somebody then kills.

It answers with the number of gunicorn's process group, and once more when that has ended. Nothing of a killed
portal lives on in the next one, as if it had been started from nothing, but no second is spent on imports.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from gunicorn.app.wsgiapp import WSGIApplication

PR_SET_PDEATHSIG = 1


def end_with_the_parent() -> None:
    """Whoever ends the tests, nothing of them stays running."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def gunicorn(log: str) -> None:
    end_with_the_parent()
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream in (1, 2):
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    sys.argv = ["gunicorn", "-c", "gunicorn.conf.py"]
    WSGIApplication("%(prog)s").run()


def main(log: str) -> None:
    from django.urls import get_resolver

    import ita_portal.wsgi  # noqa: F401  loads the application
    from ita_portal.thai.words import is_word

    end_with_the_parent()
    assert get_resolver().url_patterns
    is_word("กา")  # with the dictionary, which a portal otherwise loads in the background
    for _start in sys.stdin:
        child = os.fork()
        if not child:
            gunicorn(log)
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
