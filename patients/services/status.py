"""How the patient is: pain, performance, height, symptoms, distress, scores. Written through `record_add`."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.psychology import support_answers
from patients.models import BodyHeight, DistressScreen, EcogScore, PainScore, Patient, RiskScore, Symptom
from patients.score_items import ITEMS
from patients.services.checking import ends_before, finer, missing, not_whole, outside
from patients.services.recording import Findings, Kind, Problems, Writing
from patients.services.score_checks import score_findings
from patients.services.writing import happened, locked, must, refuse
from patients.specs.status import DistressSpec, EcogSpec, HeightSpec, PainSpec, RiskScoreSpec, SymptomSpec

HIGHEST_TOTAL = 99
PAIN_COLUMNS = ("nrs", "nrs_low", "nrs_high")


def _pain(spec: PainSpec, patient: Patient, today: date) -> Problems:
    scores = {name: not_whole(getattr(spec, name), 0, 10) for name in PAIN_COLUMNS}
    if all(getattr(spec, name) is None for name in PAIN_COLUMNS) and not spec.text.strip():
        scores["nrs"] = _("Please enter the score or describe the pain.")
    return scores | {"measured_on": happened(spec.measured_on, patient, today)}


def _ecog(spec: EcogSpec, patient: Patient, today: date) -> Problems:
    return {
        "score": not_whole(spec.score, 0, 5),
        "measured_on": happened(spec.measured_on, patient, today),
    }


def _height(spec: HeightSpec, patient: Patient, today: date) -> Problems:
    return {
        "height_cm": outside(spec.height_cm, 50, 250) or finer(spec.height_cm, 1),
        "measured_on": happened(spec.measured_on, patient, today),
    }


def _symptom(spec: SymptomSpec, patient: Patient, today: date) -> Problems:
    return {
        "noted_on": happened(spec.noted_on, patient, today),
        "resolved_on": happened(spec.resolved_on, patient, today)
        or ends_before(spec.noted_on, spec.resolved_on),
        "text": missing(spec.text) if spec.code is None else None,
    }


def _distress(spec: DistressSpec, patient: Patient, today: date) -> Problems:
    return {"screened_on": happened(spec.screened_on, patient, today)}


def _support(spec: DistressSpec, _writing: Writing) -> Findings:
    """What the screen calls for is told with the saved form (PSY-02, PSY-03)."""
    return support_answers(spec.distress)


def _risk_score(spec: RiskScoreSpec, patient: Patient, today: date) -> Problems:
    """A total that the scale does not have is kept: DQ-01 shows it to a person."""
    nothing = spec.total is None and not spec.items
    return {
        "total": _("Please enter the total or the items.")
        if nothing
        else not_whole(spec.total, 0, HIGHEST_TOTAL),
        "items": _items_problem(spec),
        "site": missing(spec.site),
        "scored_on": happened(spec.scored_on, patient, today),
    }


def _items_problem(spec: RiskScoreSpec) -> object:
    terms = ITEMS[spec.scale]
    for name, code in spec.items.items():
        if name not in terms:
            return _("Unknown item: %(name)s.") % {"name": name}
        accepted = [str(term.value) for term in terms[name]]
        if code not in accepted:
            return _("%(name)s: accepted are %(codes)s.") % {"name": name, "codes": ", ".join(accepted)}
    return None


PAIN = Kind(PainScore, Permission.OBSERVATION_RECORD, _pain)
ECOG = Kind(EcogScore, Permission.OBSERVATION_RECORD, _ecog)
HEIGHT = Kind(BodyHeight, Permission.OBSERVATION_RECORD, _height)
SYMPTOM = Kind(Symptom, Permission.OBSERVATION_RECORD, _symptom)
DISTRESS = Kind(
    DistressScreen, Permission.OBSERVATION_RECORD, _distress, findings=_support, day="screened_on"
)
RISK_SCORE = Kind(RiskScore, Permission.OBSERVATION_RECORD, _risk_score, findings=score_findings)


@transaction.atomic
def symptom_resolve(*, by: User, symptom: Symptom, resolved_on: date, today: date) -> Symptom:
    """The symptom, over since that day; one that is over already is returned as it is.

    Raises ValidationError for an impossible day, Conflict for a void row.
    """
    must(by, SYMPTOM.permission)
    patient = locked(symptom.patient_id)
    row = Symptom.objects.select_for_update(of=("self",)).get(pk=symptom.pk)
    if row.voided_at is not None:
        raise Conflict(_("This symptom is void. Reload the page to see it as it stands."))
    if row.resolved_on is not None:
        return row
    problem = happened(resolved_on, patient, today) or ends_before(row.noted_on, resolved_on)
    refuse({"resolved_on": problem})
    row.resolved_on = resolved_on
    row.save(update_fields=["resolved_on"])
    return row
