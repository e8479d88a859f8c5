"""Decisions followed up, and referrals between hospitals."""

from django.urls import URLPattern, path

from mdt.api.following import (
    DecisionAnswer,
    DecisionChains,
    DecisionConfirmation,
    DecisionCourse,
    FollowedDecisions,
)
from mdt.api.referrals import CaseRefer, ReferralAccept, ReferralEnd, Referrals

PATIENT = "patients/<uuid:patient_id>/"
DECISION, REFERRAL = "followed-decisions/<uuid:decision_id>/", "referrals/<uuid:referral_id>/"

urlpatterns: list[URLPattern] = [
    path("followed-decisions/", FollowedDecisions.as_view(), name="api-followed-decisions"),
    path(f"{DECISION}confirmation/", DecisionConfirmation.as_view(), name="api-decision-confirmation"),
    path(f"{DECISION}course/", DecisionCourse.as_view(), name="api-decision-course"),
    path(f"{DECISION}outcome/", DecisionAnswer.as_view(), name="api-decision-outcome"),
    path(f"{PATIENT}decision-chains/", DecisionChains.as_view(), name="api-decision-chains"),
    path("referrals/", Referrals.as_view(), name="api-referrals"),
    path(f"{PATIENT}referrals/", CaseRefer.as_view(), name="api-refer"),
    path(f"{REFERRAL}acceptance/", ReferralAccept.as_view(), name="api-referral-accept"),
    path(f"{REFERRAL}end/", ReferralEnd.as_view(), name="api-referral-end"),
]
