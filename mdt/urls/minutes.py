"""Closing, signing, reading and checking minutes."""

from django.urls import include, path

from mdt.views.minutes import case, closing, meeting, signing, verify

MEETING, MINUTES = "meetings/<uuid:meeting_id>/", "<uuid:patient_id>/minutes/<uuid:minutes_id>/"

app_name = "minutes"
MEETINGS = [
    path(f"{MEETING}close/", closing.close, name="close"),
    path(f"{MEETING}minutes/", meeting.meeting_page, name="meeting"),
    path(f"{MEETING}minutes/progress/", meeting.progress, name="progress"),
    path(f"{MEETING}minutes/<str:language>.pdf", meeting.meeting_file, name="meeting_file"),
    path("to-sign/", signing.waiting, name="to_sign"),
    path("to-sign/sign/", signing.sign, name="sign"),
    path("minutes/verify/", verify.verify, name="verify"),
    path("minutes/<uuid:minutes_id>/", case.live, name="live"),
]
PATIENTS = [
    path(MINUTES, case.case_page, name="case"),
    path(f"{MINUTES}renew/", case.renew, name="renew"),
    path(f"{MINUTES}<str:language>.pdf", case.case_file, name="case_file"),
]
urlpatterns = [path("mdt/", include(MEETINGS)), path("patients/", include(PATIENTS))]
