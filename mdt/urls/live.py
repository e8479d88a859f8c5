"""The meeting in session, below `mdt/meetings/`."""

from django.urls import path

from mdt.views import live, live_decisions, live_dissent, live_texts

ROOM = "<uuid:meeting_id>/live/"
CASE = f"{ROOM}<uuid:case_id>/"

app_name = "live"
urlpatterns = [
    path(ROOM, live.meeting, name="meeting"),
    path(f"{ROOM}begin/", live.begin, name="begin"),
    path(CASE, live.case, name="case"),
    path(f"{CASE}state/", live.state, name="state"),
    path(f"{CASE}show/", live.show, name="show"),
    path(f"{CASE}attendance/", live.attendance, name="attendance"),
    path(f"{CASE}guest/", live.guest, name="guest"),
    path(f"{CASE}decision/", live_decisions.decision, name="decision"),
    path(f"{CASE}decision/<int:number>/", live_decisions.decision_edit, name="decision_edit"),
    path(f"{CASE}decision/<int:number>/void/", live_decisions.decision_gone, name="decision_void"),
    path(f"{CASE}dissent/", live_dissent.dissent, name="dissent"),
    path(f"{CASE}texts/", live_texts.texts_autosave, name="texts"),
    path(f"{CASE}close/", live_texts.close, name="close"),
]
