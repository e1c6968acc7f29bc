"""Reads the environment variables of `settings.py`, strictly.

Every value may also be given as a file: NAME_FILE holds the path, for secrets that must not stand in
the environment. A value that cannot be used raises ImproperlyConfigured with one line that names the
variable, what it may be and what it was (secrets are never repeated).
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class Environment:
    """The variables of this process, or of the mapping given (tests)."""

    def __init__(self, variables: dict[str, str] | None = None) -> None:
        self._variables = os.environ if variables is None else variables

    def text(self, name: str, default: str = "") -> str:
        """The value without surrounding white space, from NAME_FILE when that is set."""
        path = self._variables.get(f"{name}_FILE", "")
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise ImproperlyConfigured(f"{name}_FILE: cannot read {path!r} ({error})") from error
        return self._variables.get(name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value in _TRUE:
            return True
        if value in _FALSE:
            return False
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")

    def number(self, name: str, default: int, least: int, most: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}")
        return int(value)

    def words(self, name: str, default: list[str] | None = None) -> list[str]:
        """A list written with commas."""
        found = [word.strip() for word in self.text(name).split(",") if word.strip()]
        return found or list(default or [])

    def path(self, name: str, default: Path, base: Path) -> Path:
        """A folder or file; a relative path counts from `base`, not from where the command runs."""
        value = self.text(name)
        return base / value if value else default

    def site(self, name: str, default: str) -> str:
        """An http(s) address without path, query or closing slash."""
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
            raise ImproperlyConfigured(
                f"{name} must be an address such as https://ita.example.go.th, not {value!r}"
            )
        return value

    def origins(self, name: str, default: list[str]) -> list[str]:
        found = self.words(name, default)
        for origin in found:
            if not origin.startswith(("http://", "https://")):
                raise ImproperlyConfigured(f"{name}: {origin!r} must begin with https:// or http://")
        return found

    def database(self, name: str, default: str, base: Path) -> dict[str, Any]:
        """Django's database settings from sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME.

        A relative SQLite file counts from `base`; a PostgreSQL socket folder is written
        postgres://USER@//SOCKET/FOLDER/NAME.
        """
        value = self.text(name, default)
        scheme = value.partition(":")[0]
        if scheme not in {"sqlite", "postgres", "postgresql"}:
            raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://")
        try:
            config = environ.Env.db_url_config(value)
        except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
            raise ImproperlyConfigured(f"{name} is not an address of a database") from error
        if scheme == "sqlite":
            if config["NAME"] != ":memory:":
                config["NAME"] = str(base / config["NAME"])
        elif not config.get("NAME"):
            raise ImproperlyConfigured(f"{name} names no database: postgres://user@host/name")
        return dict(config)

    def cache(self, name: str) -> dict[str, Any] | None:
        value = self.text(name)
        if not value:
            return None
        try:
            return dict(environ.Env.cache_url_config(value))
        except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
            raise ImproperlyConfigured(
                f"{name} is not an address of a cache such as redis://host:6379/0"
            ) from error

    def email(self, name: str, default: str, base: Path) -> dict[str, Any]:
        """Django's EMAIL_* settings from smtp+tls://USER:PASSWORD@HOST:PORT or filemail:///FOLDER.

        A relative folder counts from `base`; an absolute one is written filemail:////FOLDER.
        """
        try:
            config = dict(environ.Env.email_url_config(self.text(name, default)))
        except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
            raise ImproperlyConfigured(
                f"{name} is not an address of a mail server such as smtp+tls://user:password@host:587"
            ) from error
        config["EMAIL_FILE_PATH"] = str(base / config["EMAIL_FILE_PATH"])
        return config


def kept_secret(path: Path) -> str:
    """The secret in `path`; the first process makes it, readable by its owner only.

    Raises ImproperlyConfigured when the file can be neither read nor made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        if not path.exists():
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(draft, path)  # whole or not at all; a process that came first wins
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"SECRET_KEY is not set and {path} cannot be used ({error})") from error
