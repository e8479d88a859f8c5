"""Addresses of this room. They hold ids only; what was searched for stays out of them."""

from django.urls import path

from patients.sheets.all import ASIDE, SHEETS
from patients.views import contacts, detail, emergency, ending, facts, lists, merging, people, timeline
from patients.views.records import addresses

app_name = "patients"
urlpatterns = [
    path("", lists.patient_list, name="list"),
    path("search/", lists.search, name="search"),
    path("register/", people.register, name="register"),
    path("duplicates/", lists.duplicates, name="duplicates"),
    path("emergency/", emergency.emergency_search, name="emergency_search"),
    path("emergencies/", emergency.emergencies, name="emergencies"),
    path("emergencies/<uuid:opened_id>/", emergency.emergency_review, name="emergency_review"),
    path("<uuid:patient_id>/emergency/", emergency.emergency_open, name="emergency_open"),
    path("<uuid:patient_id>/", detail.detail, name="detail"),
    path("<uuid:patient_id>/edit/", people.edit, name="edit"),
    path("<uuid:patient_id>/move/", people.move, name="move"),
    path("<uuid:patient_id>/void/", merging.void, name="void"),
    path("<uuid:patient_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:patient_id>/reveal/", detail.reveal, name="reveal"),
    path("<uuid:patient_id>/access/", detail.access, name="access"),
    path("<uuid:patient_id>/care-team/", contacts.care_team, name="care_team"),
    path(
        "<uuid:patient_id>/care-team/<uuid:user_id>/revoke/",
        contacts.care_team_revoke,
        name="care_team_revoke",
    ),
    path("<uuid:patient_id>/diagnosis/", facts.diagnosis, name="diagnosis"),
    path("<uuid:patient_id>/metastasis/", facts.metastasis, name="metastasis"),
    path("<uuid:patient_id>/labs/", detail.labs, name="labs"),
    path("<uuid:patient_id>/labs/add/", facts.lab_add, name="lab_add"),
    path("<uuid:patient_id>/labs/<uuid:lab_id>/correct/", facts.lab_correct, name="lab_correct"),
    path("<uuid:patient_id>/labs/<uuid:lab_id>/void/", facts.lab_void, name="lab_void"),
    path("<uuid:patient_id>/timeline/", timeline.timeline, name="timeline"),
    *(address for sheet in (*SHEETS, *ASIDE) for address in addresses(sheet)),
    path("<uuid:patient_id>/symptom/<uuid:row_id>/over/", ending.symptom_over, name="symptom_over"),
    path("<uuid:patient_id>/problem/<uuid:row_id>/over/", ending.problem_over, name="problem_over"),
    path("<uuid:patient_id>/treatment/<uuid:row_id>/over/", ending.treatment_over, name="treatment_over"),
    path("<uuid:patient_id>/contacts/add/", contacts.contact_add, name="contact_add"),
    path("<uuid:patient_id>/contacts/<uuid:contact_id>/", contacts.contact_edit, name="contact_edit"),
]
