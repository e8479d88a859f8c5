"""What becomes of decisions, and cases sent to the boards of other hospitals."""

from django.urls import URLPattern, include, path

from mdt.views import decision, open_decisions, referrals

DECISION, REFERRAL = "decisions/<uuid:decision_id>/", "referrals/<uuid:referral_id>/"
OF_A_PATIENT: list[URLPattern] = [
    path("<uuid:patient_id>/refer/", referrals.refer, name="refer"),
]
OF_A_BOARD: list[URLPattern] = [
    path("decisions/", open_decisions.board, name="board"),
    path(DECISION, decision.decision, name="decision"),
    path(f"{DECISION}course/", decision.course, name="course"),
    path(f"{DECISION}confirm/", decision.confirm, name="confirm"),
    path(f"{DECISION}answer/", decision.answer, name="answer"),
    path("referrals/", referrals.referrals, name="referrals"),
    path(REFERRAL, referrals.referral, name="referral"),
    path(f"{REFERRAL}accept/", referrals.accept, name="accept"),
    path(f"{REFERRAL}end/", referrals.end, name="end"),
]

app_name = "following"
urlpatterns = [path("patients/", include(OF_A_PATIENT)), path("mdt/", include(OF_A_BOARD))]
