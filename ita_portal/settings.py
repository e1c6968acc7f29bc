"""All settings, fed by environment variables; README lists them and a test compares the two.

Without any variable this is a local demo. `DEBUG=false` is production: the variables that have no
safe default are then required. Each name also works as NAME_FILE, the path of a file with the value.
"""

import logging
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ita_portal import logs
from ita_portal.environment import Environment, kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"  # everything a demo writes; ignored by git

env = Environment()

# --- where it runs -----------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=True)
PORT = env.number("PORT", default=8000, least=1, most=65535)

if not DEBUG:
    for required in ("SECRET_KEY", "SITE_URL", "DATABASE_URL"):
        if not env.text(required):
            raise ImproperlyConfigured(f"{required} must be set when DEBUG is false")

SECRET_KEY = env.text("SECRET_KEY") or kept_secret(VAR / "secret_key")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
if not DEBUG and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters")

# Stands in every published report, without a closing slash.
SITE_URL = env.site("SITE_URL", default=f"http://127.0.0.1:{PORT}")
HTTPS = env.flag("HTTPS", default=not DEBUG)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=[] if DEBUG else [urlsplit(SITE_URL).hostname or ""])
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS", default=[] if DEBUG else [SITE_URL])
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", default=0, least=0, most=9)

# --- what it is made of ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "trail",
    "municipalities",
    "editing",
    "catalogue",
    "assessments",
    "measures",
    "reports",
    "national",
    "review",
    "audit",
    "api",
    "ita_portal.administration.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ita_portal.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ita_portal.sign_in.SeenSessions",
    "ita_portal.errors.OwnNotFound",
    "ita_portal.gate.AccessMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "ita_portal.urls"
WSGI_APPLICATION = "ita_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ita_portal.language.context",
                "ita_portal.menu.context",
            ],
            "builtins": ["ita_portal.page_tags"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- where it keeps things ---------------------------------------------------------------------------
DATABASES = {
    "default": env.database("DATABASE_URL", default="sqlite:///var/db.sqlite3", base=BASE_DIR),
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        # A transaction takes the write lock at its beginning and waits for it there; one that reads
        # first and writes later would fail at once when another wrote in between.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # Threads (the live server of browser tests) cannot share a database in memory.
    _database["TEST"] = {"NAME": VAR / "test.sqlite3"}
else:
    _limits = {
        "statement_timeout": env.number("DATABASE_STATEMENT_TIMEOUT", default=0, least=0, most=3_600_000),
        "lock_timeout": env.number("DATABASE_LOCK_TIMEOUT", default=0, least=0, most=3_600_000),
    }
    _options = " ".join(f"-c {name}={value}" for name, value in _limits.items() if value)
    if _options:
        _database["OPTIONS"] = {**_database.get("OPTIONS", {}), "options": _options}
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True

# In the database unless told otherwise, so that all processes share the limits on sign-in attempts.
CACHES = {
    "default": env.cache("CACHE_URL")
    or {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Counters of many addresses must not push out those of sign-in attempts.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

MEDIA_ROOT = env.path("MEDIA_ROOT", default=VAR / "media", base=BASE_DIR)
STATIC_ROOT = env.path("STATIC_ROOT", default=VAR / "static", base=BASE_DIR)
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "woff", "woff2", "ttf", "gz", "br", "map"]

# A whole pasted table fits; the largest upload is refused by the form that takes it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- what it does in the background ------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
vars().update(env.email("EMAIL_URL", default="filemail:///var/mail", base=BASE_DIR))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="ITA Portal <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- language and time -------------------------------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# --- who may come in ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "municipalities.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "ita_portal.sign_in.InvitedPeopleOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation has reached the address already
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Beside the limits of the library itself: on signing in, resetting a password and the second step.
ACCOUNT_RATE_LIMITS = {"invitation": "30/m/ip", "verify": "30/m/ip", "check": "20/m/ip", "paper": "10/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
# Auditors, coordinators and administrators then work only with a second step when signing in.
SECOND_STEP_REQUIRED = env.flag("SECOND_STEP_REQUIRED", default=False)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "ITA Portal"

# Requests a minute from one address: to the programming interface at all, for findings that nobody asked for
# before, and with a token that is refused.
API_LIMITS = {"any": 300, "checks": 20, "refused": 20}

# --- what browsers are told --------------------------------------------------------------------------
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ita_portal.errors.csrf_failure"
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

# --- what it writes down -----------------------------------------------------------------------------
LOGGING = logs.configure(as_json=not DEBUG, level=env.text("LOG_LEVEL", default="INFO").upper())
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line per request is enough
DJANGO_STRUCTLOG_DJANGO_TASKS_ENABLED = False
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
