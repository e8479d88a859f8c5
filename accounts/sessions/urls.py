"""Addresses of sessions, below accounts/."""

from django.urls import URLPattern, path

from accounts.sessions.views import ResumeView, UnlockView, lock, session, session_end, sessions_end

urlpatterns: list[URLPattern] = [
    path("session/", session, name="session"),
    path("session/resume/", ResumeView.as_view(), name="resume"),
    path("lock/", lock, name="lock"),
    path("lock/open/", UnlockView.as_view(), name="unlock"),
    path("sessions/end/", session_end, name="session_end"),
    path("sessions/end-others/", sessions_end, name="sessions_end"),
]
