"""How gunicorn serves the portal; every value can be changed by an environment variable (README)."""

import os
from pathlib import Path

wsgi_app = "ita_portal.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Threads, because a request mostly waits for the database. PDFs are made by the worker, never here.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
max_requests = 5000
max_requests_jitter = 500
timeout = 60
graceful_timeout = 20
keepalive = 5

# The heartbeat file must not lie on a disk that may stall.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True

# Each request is logged by the application, with the person and the request's number.
accesslog = None
errorlog = "-"
loglevel = "warning"


def post_worker_init(worker: object) -> None:
    """The checks need a Thai dictionary; it is there before the first officer asks for findings."""
    from ita_portal.thai.words import load_soon

    load_soon()
