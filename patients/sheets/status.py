"""Sheets about how the patient is: pain, performance status, symptoms, distress."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidelines.findings import Finding
from guidelines.psychology import Distress, support_answers
from patients.forms.status import DistressForm, EcogForm, PainForm, SymptomForm
from patients.lines.status import distress_line, ecog_line, pain_line, symptom_line
from patients.models import DistressScreen, EcogScore, PainScore, Symptom
from patients.services import status
from patients.sheets.base import Sheet
from patients.specs.status import DistressSpec, EcogSpec, PainSpec, SymptomSpec


def judged_distress(data: Mapping[str, Any]) -> Finding | None:
    """What the chosen result calls for (PSY-02, of a disorder PSY-03); None without distress."""
    code = data.get("distress")
    found = support_answers(Distress(code)) if code in set(Distress) else ()
    return found[-1] if found else None


PAIN: Sheet[PainSpec, PainScore] = Sheet(
    name="pain",
    room="patients",
    kind=status.PAIN,
    form=PainForm,
    title=_("Pain"),
    new=_("New pain score"),
    day="measured_on",
    line=pain_line,
    icon="activity",
)
ECOG: Sheet[EcogSpec, EcogScore] = Sheet(
    name="ecog",
    room="patients",
    kind=status.ECOG,
    form=EcogForm,
    title=_("Performance status"),
    new=_("New performance status"),
    day="measured_on",
    line=ecog_line,
    icon="activity",
)
SYMPTOM: Sheet[SymptomSpec, Symptom] = Sheet(
    name="symptom",
    room="patients",
    kind=status.SYMPTOM,
    form=SymptomForm,
    title=_("Symptoms"),
    new=_("New symptom"),
    day="noted_on",
    line=symptom_line,
    icon="activity",
    ends="resolved_on",
)
DISTRESS: Sheet[DistressSpec, DistressScreen] = Sheet(
    name="distress",
    room="patients",
    kind=status.DISTRESS,
    form=DistressForm,
    title=_("Psychological screens"),
    new=_("New psychological screen"),
    day="screened_on",
    line=distress_line,
    icon="heart-handshake",
    judged=judged_distress,
)
