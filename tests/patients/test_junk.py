"""Whatever is typed into a form: an answer in words, never a failure."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from patients.forms.contacts import ContactForm, GrantForm
from patients.forms.facts import (
    DiagnosisForm,
    LabCorrectionForm,
    MetastasisForm,
    ResolveForm,
)
from patients.forms.merging import MergeForm
from patients.forms.observations import ProblemForm, WeightForm
from patients.forms.people import EditForm, MoveForm, RegistrationForm
from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.patients.access import ROWS
from tests.undone import undone

JUNK = (
    "",
    "\x00",
    "𠮷\u202e'\"<script>alert(1)</script>",
    "9" * 400,
    "-1",
    "1e999999",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "２０２５－０１－０１",
)
FORMS = (
    RegistrationForm,
    EditForm,
    MoveForm,
    MergeForm,
    DiagnosisForm,
    MetastasisForm,
    LabCorrectionForm,
    WeightForm,
    ProblemForm,
    WeightForm,
    ProblemForm,
    ResolveForm,
    ContactForm,
    GrantForm,
)
DRIVERS = [
    f"drivers-{name}" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "0-gene", "0-status", "0-tested_on")
]
FIELDS = [*(name for form in FORMS for name in form.base_fields), *DRIVERS, "q", "contact"]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_is_answered(people: Cast, zhang: Patient, junk: str) -> None:
    browser = Client()
    browser.force_login(people.doctor_wang)
    for name, rows in ROWS.items():
        row = rows if not isinstance(rows, tuple) else rows[0]
        if "POST" not in row.methods or name == "patients:care_team_revoke":
            continue
        with undone():
            kwargs: dict[str, Any] = row.kwargs(Stage(people, zhang)) if row.kwargs else {}
            answer = browser.post(reverse(name, kwargs=kwargs), dict.fromkeys(FIELDS, junk))
            assert answer.status_code in {200, 302, 404, 422}, name
            assert "<script>alert" not in answer.content.decode()
            others = Patient.objects.exclude(pk=zhang.pk).filter(voided_at=None)
            assert not others.exclude(name="张桂兰").exists()
