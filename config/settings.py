"""Settings, read from the environment; what is not said there is safe for a laptop.

Every name begins with ``DECLASS_``; ``docs/operations.md`` lists them. Secrets are files
below ``DECLASS_VAR`` (mode 0600), made on first use on a laptop and never in the database.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from config.secrets import secret_file

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("DECLASS_VAR", BASE_DIR / "var"))
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
SERVER = os.environ.get("DECLASS_PROFILE", "laptop") == "server"
SECRET_KEY = secret_file(VAR / "keys" / "django", server=SERVER).hex()
AUDIT_KEY = secret_file(VAR / "keys" / "audit", server=SERVER)
INSTANCE = os.environ.get("DECLASS_INSTANCE", "laptop")
AGENCY = os.environ.get("DECLASS_AGENCY", "U.S. Department of State")
ALLOWED_HOSTS = os.environ.get("DECLASS_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "workflow",
]

MIDDLEWARE = [
    # First, so that static files, redirects and errors carry the headers too.
    "workflow.portal.middleware.ResponseHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workflow.portal.middleware.SessionsEnd",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "workflow.portal.middleware.RefusalsBecomePages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workflow.portal.context.who_and_where",
            ]
        },
    }
]


def database(address: str) -> dict[str, Any]:
    """``sqlite:PATH`` or ``postgresql://USER:PASSWORD@HOST:PORT/NAME`` as Django wants it.

    ``?host=/FOLDER`` names the folder of a Unix socket.
    """
    if address.startswith("sqlite:"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.removeprefix("sqlite:"),
            "OPTIONS": {
                # IMMEDIATE: with deferred transactions concurrent claims fail 'database is
                # locked'. FULL: a recorded act survives a power cut. recursive_triggers:
                # without it REPLACE INTO walks past the triggers that guard the audit log.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    " PRAGMA recursive_triggers=ON; PRAGMA cache_size=-20000;"
                ),
            },
        }
    url = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or parse_qs(url.query).get("host", [""])[0],
        "PORT": str(url.port or ""),
        "OPTIONS": {
            "pool": True,
            "options": "-c lock_timeout=5s -c statement_timeout=30s"
            " -c idle_in_transaction_session_timeout=60s",
        },
    }


DATABASES = {
    "default": database(os.environ.get("DECLASS_DATABASE", f"sqlite:{VAR / 'declass.db'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "workflow.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "portal:log-in"
LOGIN_REDIRECT_URL = "portal:queue"
LOGOUT_REDIRECT_URL = "portal:log-in"

LANGUAGE_CODE = "en-us"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

# Releases: staging and public must lie on one file system, so that a rename is atomic.
STAGING = VAR / "staging"
PUBLIC = VAR / "public"
CHECKPOINTS = VAR / "checkpoints"

FILE_LIMIT = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * FILE_LIMIT
DATA_UPLOAD_MAX_NUMBER_FILES = 100
# Uploads stay in memory, so that no cable lies in a temporary file; a form of more bytes than
# this has its files dropped, hence room for as many full files as a form may hold.
FILE_UPLOAD_MAX_MEMORY_SIZE = (DATA_UPLOAD_MAX_NUMBER_FILES + 1) * FILE_LIMIT
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

SESSION_COOKIE_AGE = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SERVER:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "declass": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
