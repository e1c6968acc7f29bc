"""The web application for gunicorn.

A page never waits long for the database, so the web process alone asks for time limits:
commands and the worker may run longer statements.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "10000")
os.environ.setdefault("DATABASE_LOCK_TIMEOUT", "5000")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
