"""The API's addresses: a token, the schema, and what each room offers."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from accounts.api_token import TokenRevoke, TokenView
from config.api_docs import DocsView

urlpatterns: list[URLPattern | URLResolver] = [
    path("token/", TokenView.as_view(), name="api-token"),
    path("token/revoke/", TokenRevoke.as_view(), name="api-token-revoke"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(), name="api-docs"),
    path("", include("patients.api.urls")),
    path("", include("bonetherapy.api.urls")),
    path("", include("imaging.api.urls")),
    path("", include("mdt.api.urls")),
    path("", include("worklist.api.urls")),
    path("", include("interop.api.urls")),
]
