"""The web application for an ASGI server. Same time limits as `wsgi.py`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "10000")
os.environ.setdefault("DATABASE_LOCK_TIMEOUT", "5000")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
