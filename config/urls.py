"""All addresses. Each room brings its own."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import language_change
from config.health.views import health_page, healthz, livez, readyz
from config.metrics.views import metrics
from config.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("health/", health_page, name="health"),
    path("accounts/language/", language_change, name="set_language"),
    path("accounts/", include("accounts.urls")),
    path("patients/", include("patients.urls")),
    path("", include("imaging.urls")),
    path("patients/", include("mdt.urls.record")),
    path("", include("mdt.urls.following")),
    path("mdt/", include("mdt.urls.boards")),
    path("", include("mdt.urls.case")),
    path("mdt/meetings/", include("mdt.urls.live")),
    path("", include("mdt.urls.minutes")),
    path("", include("worklist.urls")),
    path("", include("bonetherapy.urls")),
    path("", include("interop.urls")),
    path("api/v1/", include("config.api_urls")),
    path("admin/", admin.site.urls),
    path("", include("design.urls")),
]
