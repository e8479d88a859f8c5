"""Cases: submitted from a patient, made ready, put on an agenda, read before the meeting."""

from django.urls import URLPattern, include, path

from mdt.views import agenda, case, prereads, readiness, submitting

CASE, AGENDA = "cases/<uuid:case_id>/", "meetings/<uuid:meeting_id>/agenda/"
OF_A_PATIENT: list[URLPattern] = [path("<uuid:patient_id>/cases/new/", submitting.new, name="new")]
OF_A_BOARD: list[URLPattern] = [
    path("cases/", readiness.board, name="board"),
    path("cases/ask/", readiness.ask, name="ask"),
    path(CASE, case.detail, name="detail"),
    path(f"{CASE}question/", case.word, name="word"),
    path(f"{CASE}withdraw/", case.withdraw, name="withdraw"),
    path(f"{CASE}merge/", case.merge, name="merge"),
    path(f"{CASE}accept/", readiness.accept, name="accept"),
    path(f"{CASE}lane/", readiness.lane, name="lane"),
    path(f"{CASE}defer/", readiness.defer, name="defer"),
    path(f"{CASE}opinion/", prereads.opinion, name="opinion"),
    path(f"{CASE}reading/", prereads.reading, name="reading"),
    path(AGENDA, agenda.agenda, name="agenda"),
    path(f"{AGENDA}build/", agenda.build, name="agenda_build"),
    path(f"{AGENDA}move/", agenda.move, name="agenda_move"),
    path(f"{AGENDA}publish/", agenda.publish, name="agenda_publish"),
    path("pre-reads/", prereads.prereads, name="prereads"),
    path(
        "meetings/<uuid:meeting_id>/pre-read/<str:language>.pdf", prereads.preread_file, name="preread_file"
    ),
]

app_name = "case"
urlpatterns = [path("patients/", include(OF_A_PATIENT)), path("mdt/", include(OF_A_BOARD))]
