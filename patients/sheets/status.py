"""Sheets about how the patient is: pain, performance status, symptoms."""

from django.utils.translation import gettext_lazy as _

from patients.forms.status import EcogForm, PainForm, SymptomForm
from patients.lines.status import ecog_line, pain_line, symptom_line
from patients.models import EcogScore, PainScore, Symptom
from patients.services import status
from patients.sheets.base import Sheet
from patients.specs.status import EcogSpec, PainSpec, SymptomSpec

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
