"""Addresses of this room."""

from django.urls import URLPattern, path

from accounts.directory.views import oidc_back, oidc_go
from accounts.second_factor.views import factor, factor_codes, factor_drop, second_factor
from accounts.sessions.urls import urlpatterns as sessions
from accounts.trail_views import trail, trail_csv
from accounts.views import SignInView, language_change, password_change, profile, projector_toggle, sign_out

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("login/", SignInView.as_view(), name="login"),
    path("login/code/", second_factor, name="second_factor"),
    path("login/hospital/", oidc_go, name="oidc"),
    path("login/hospital/back/", oidc_back, name="oidc_back"),
    path("logout/", sign_out, name="logout"),
    path("language/", language_change, name="language"),
    path("projector/", projector_toggle, name="projector"),
    path("profile/", profile, name="profile"),
    path("profile/password/", password_change, name="password"),
    path("profile/second-factor/", factor, name="factor"),
    path("profile/second-factor/codes/", factor_codes, name="factor_codes"),
    path("profile/second-factor/drop/", factor_drop, name="factor_drop"),
    path("trail/", trail, name="trail"),
    path("trail/export/", trail_csv, name="trail_csv"),
    *sessions,
]
