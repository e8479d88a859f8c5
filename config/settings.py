"""All settings, from the environment. What each one means stands in docs/settings.md."""

from pathlib import Path

from csp.constants import NONE, SELF

from config import env
from config.api_names import ENUM_NAMES
from config.rooms import (  # noqa: F401 - read by name, as every setting
    ASSESSMENT_KEEPERS,
    BACKGROUND_PAGES,
    CALL_SOURCES,
    EDITED_ROWS,
    EMERGENCY_FOLLOWERS,
    FACT_SOURCES,
    HOME_PAGES,
    HOME_PANELS,
    PATIENT_FOLLOWERS,
    PATIENT_PANELS,
    RECORD_ROWS,
    REMINDER_CHANNELS,
    REMINDER_PAGES,
    REMINDER_SOURCES,
    SWEEP_STEPS,
    TASK_FORMS,
    TIMELINE_SOURCES,
    TRAIL_ROOMS,
    TRAIL_SKIPS,
    WORK_SOURCES,
)
from config.schedule import BEAT_SCHEDULE
from config.sign_in import *  # noqa: F403 - read by name: everything about signing in

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
FIELD_KEYS = env.words("FIELD_KEYS")
INDEX_KEY = env.text("INDEX_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "config.apps.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "django_filters",
    "django_celery_beat",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "config.apps.SignInSafetyConfig",
    "config.apps.MailAddressesConfig",
    "config.apps.SecondFactorConfig",
    "pgtrigger",
    "pghistory",
    "config.apps.ConfigConfig",
    "design",
    "accounts",
    "patients",
    "worklist",
    "bonetherapy",
    "imaging",
    "mdt",
    "interop",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "accounts.middleware.ClientAddressMiddleware",
    # A list of fifty rows travels in a tenth of its bytes; Django pads at random against guessing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "accounts.middleware.RequestIdMiddleware",
    "config.metrics.requests.RequestMetricsMiddleware",
    "csp.middleware.CSPMiddleware",  # before whatever answers: a file carries the policy too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.methods.KnownMethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.middleware.SessionTimesMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "accounts.middleware.HistoryMiddleware",
    "accounts.rates.RateMiddleware",
    "worklist.middleware.WakeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.HtmxRedirectMiddleware",
    "accounts.middleware.OwnPasswordMiddleware",
    "accounts.second_factor.middleware.SecondFactorMiddleware",
    "accounts.once.middleware.OnceMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.house",
                "accounts.sessions.state.for_pages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "design.templatetags.design",
                "accounts.templatetags.acts",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": env.text("DATABASE_HOST"),
        "PORT": env.text("DATABASE_PORT"),
        "NAME": env.text("DATABASE_NAME", "boneboard"),
        "USER": env.text("DATABASE_USER", "app"),
        "PASSWORD": env.text("DATABASE_PASSWORD"),
        "OPTIONS": env.database_trust(env.text("DATABASE_CA_FILE")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": f"test_boneboard{env.text('DATABASE_NAME_SUFFIX')}"},
    }
}
# Whom `migrate` opens the rows to, so that pages and jobs need not sign in as the owner of the tables.
DATABASE_SERVING_USER = env.text("DATABASE_SERVING_USER")
DATABASE_SERVING_PASSWORD = env.text("DATABASE_SERVING_PASSWORD")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_PASSWORD = env.text("REDIS_PASSWORD")
REDIS_CA_FILE = env.text("REDIS_CA_FILE")
CACHE_URL = env.with_password(env.text("CACHE_URL", "redis://127.0.0.1:6379/1"), REDIS_PASSWORD)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.with_trust(CACHE_URL, REDIS_CA_FILE),
        # A host that swallows what it is sent must not hold up a page: without it nothing is refused.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}
# What is asked of passwords and sessions (accounts.policy); 0: the profile's own time.
SECURITY_PROFILE = env.text("SECURITY_PROFILE", "asvs")
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 0)
SESSION_ABSOLUTE_HOURS = env.number("SESSION_ABSOLUTE_HOURS", 0)
SESSION_ENGINE = "accounts.sessions.store"
SESSION_COOKIE_AGE = 12 * 3600  # of visitors; a signed-in session ends when its profile says
SESSION_COOKIE_SECURE = not DEBUG and BASE_URL.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
# Over TLS a browser takes a cookie of this name from this very host only, never from a neighbour.
HOST_ONLY = "__Host-" if SESSION_COOKIE_SECURE else ""
SESSION_COOKIE_NAME = f"{HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{HOST_ONLY}csrftoken"
CSRF_COOKIE_HTTPONLY = True  # every page carries its token; no script reads the cookie
LANGUAGE_COOKIE_NAME = f"{HOST_ONLY}django_language"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT")
# A monitor inside the house asks the program itself, past the proxy; these four name nobody.
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz|healthz|metrics)$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS")
BEHIND_TLS_PROXY = env.flag("BEHIND_TLS_PROXY")
# What deploy/gunicorn.conf.py shows the proxy; here only to be told in time that it ends.
WEB_TLS_CERT_FILE = env.text("WEB_TLS_CERT_FILE")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # why: docs/settings.md

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.HouseBackend",
    "accounts.directory.backend.DirectoryBackend",
]
# How much one person may show, take away or ask within the hour or minute; 0: without end (accounts.rates).
REVEALS_PER_HOUR = env.number("REVEALS_PER_HOUR", 120)
EXPORTS_PER_HOUR = env.number("EXPORTS_PER_HOUR", 120)
API_REQUESTS_PER_MINUTE = env.number("API_REQUESTS_PER_MINUTE", 600)
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SUPPORT_CONTACT = env.text("SUPPORT_CONTACT")
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
LOCALE_PATHS = [
    BASE_DIR / "locale" / room
    for room in (
        "config", "design", "accounts", "patients", "worklist", "bonetherapy", "imaging", "mdt", "interop"
    )
]  # fmt: skip
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / ".local" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

EMAIL_HOST = env.text("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "boneboard@localhost")
# The hospital's message platform, in place of a mail server.
GATEWAY_URL = env.text("GATEWAY_URL")
GATEWAY_TOKEN = env.text("GATEWAY_TOKEN")
GATEWAY_CA_FILE = env.text("GATEWAY_CA_FILE")
if GATEWAY_URL:
    REMINDER_CHANNELS = [REMINDER_CHANNELS[0], "worklist.channels.gateway.Gateway"]

CELERY_BROKER_URL = env.with_trust(
    env.with_password(env.text("BROKER_URL", "redis://127.0.0.1:6379/0"), REDIS_PASSWORD),
    REDIS_CA_FILE,
)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    # Without these two kombu returns a killed worker's task only after minutes.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # else its lines are not JSON
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"worklist.*": {"queue": "reminders"}}
CELERY_BEAT_SCHEDULER = "config.beat:SteadyScheduler"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_TIMEZONE = TIME_ZONE

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.second_factor.tokens.FactorTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.rates.ApiRate"],
    "DEFAULT_PARSER_CLASSES": [
        "config.api_json.Json",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "config.api.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "config.api_schema.Schema",
    "EXCEPTION_HANDLER": "config.api.exception_handler",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "COERCE_DECIMAL_TO_STRING": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "BoneBoard",
    "DESCRIPTION": "Lung-cancer bone-metastasis board: patients, bone therapy, reminders.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # the schema has a test of its own
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none"},  # nearly two hundred operations
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "DEFAULT_GENERATOR_CLASS": "config.api_schema.Generator",
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}

# The trail: the first key signs what is sealed; the folder of the heads is not the database's.
TRAIL_KEYS = env.words("TRAIL_KEYS")
TRAIL_HEADS_DIR = env.text("TRAIL_HEADS_DIR")
TRAIL_RETENTION_DAYS = env.number("TRAIL_RETENTION_DAYS", 0)

# How long a doctor sees a patient of others who was opened in an emergency.
EMERGENCY_HOURS = env.number("EMERGENCY_HOURS", 24)

# Where images come from: an archive over DICOMweb, else a folder of DICOM files, else nowhere.
PACS_URL = env.text("PACS_URL")
PACS_USER = env.text("PACS_USER")
PACS_PASSWORD = env.text("PACS_PASSWORD")
PACS_TIMEOUT = env.number("PACS_TIMEOUT", 10)
PACS_CA_FILE = env.text("PACS_CA_FILE")
PACS_VIEWER_URL = env.text("PACS_VIEWER_URL")
DICOM_DIR = env.text("DICOM_DIR")
# Attached reports: a folder that no server serves; a larger file is stopped while it arrives.
ATTACHMENT_DIR = env.text("ATTACHMENT_DIR")
ATTACHMENT_MAX_MB = env.number("ATTACHMENT_MAX_MB", 20)
FILE_UPLOAD_HANDLERS = [
    "imaging.attached.upload.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# From when on the reading of a bone window counts as observed (imaging.evidence).
BONE_WINDOW_SLICE_MS = env.number("BONE_WINDOW_SLICE_MS", 100)
BONE_WINDOW_COVERAGE_PERCENT = env.number("BONE_WINDOW_COVERAGE_PERCENT", 95)
BONE_WINDOW_SECONDS = env.number("BONE_WINDOW_SECONDS", 15)
# How much of a browser's memory the frames of one pane may take; a longer series is streamed.
VIEWER_MEMORY_MB = env.number("VIEWER_MEMORY_MB", 384)

REMINDER_HOUR = env.number("REMINDER_HOUR", 8)
QUIET_FROM_HOUR = env.number("QUIET_FROM_HOUR", 20)

# Who may ask /healthz and /metrics: addresses or networks, or whoever brings the token; nobody else.
MONITOR_ADDRESSES = env.words("MONITOR_ADDRESSES")
MONITOR_TOKEN = env.text("MONITOR_TOKEN")

# Backups are sealed with a key of their own, which must not lie beside them.
BACKUP_KEY = env.text("BACKUP_KEY")
BACKUP_DIR = env.text("BACKUP_DIR")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "config.logging.formatter"},
    },
    "filters": {"without_words": {"()": "config.traces.WithoutWords"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["without_words"]}
    },
    # They name every examination they are asked for, and every small fault of a scanner.
    "loggers": {
        name: {"level": "ERROR"}
        for name in ("dicomweb_client", "pydicom", "weasyprint.progress", "fontTools")
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
