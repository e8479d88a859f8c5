"""Addresses of this room."""

from django.urls import URLPattern, path

from accounts.sessions.urls import urlpatterns as sessions
from accounts.trail_views import trail, trail_csv
from accounts.views import SignInView, language_change, password_change, profile, projector_toggle, sign_out

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("login/", SignInView.as_view(), name="login"),
    path("logout/", sign_out, name="logout"),
    path("language/", language_change, name="language"),
    path("projector/", projector_toggle, name="projector"),
    path("profile/", profile, name="profile"),
    path("profile/password/", password_change, name="password"),
    path("trail/", trail, name="trail"),
    path("trail/export/", trail_csv, name="trail_csv"),
    *sessions,
]
