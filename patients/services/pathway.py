"""The steps of the diagnostic pathway: written one after the other, taken back from the end only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.pathway.entry import confirming_rule, follows_by_itself
from guidelines.pathway.risk import RiskFactor
from guidelines.pathway.stages import ESTABLISHED
from guidelines.pathway.states import ConfirmationBasis, PathwayState
from patients.enums import MetastasisBasis, MetastasisStatus, StepOrigin
from patients.models import BoneMetastasis, PathwayStep, Patient, RiskReview
from patients.selectors.pathway import last_step, state_after, valid_steps
from patients.services.recording import Kind, Problems
from patients.services.writing import happened, locked, must, refuse, without_reason
from patients.specs.pathway import RiskSpec

# What a stored basis of the diagnosis is in the words of the pathway.
BASIS_OF: Mapping[str, ConfirmationBasis] = {
    MetastasisBasis.BIOPSY: ConfirmationBasis.BIOPSY,
    MetastasisBasis.IMAGING: ConfirmationBasis.IMAGING,
    MetastasisBasis.IMAGING_AND_CLINICAL: ConfirmationBasis.IMAGING,
    MetastasisBasis.MDT: ConfirmationBasis.CLINICAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that was judged already and only has to be written."""

    target: PathwayState
    rule_id: str
    taken_on: date | None
    origin: StepOrigin = StepOrigin.PERSON
    reason: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)
    is_imported: bool = False


def step_write(*, by: User, patient: Patient, step: Step) -> PathwayStep:
    """The step after the last one, and those that follow it by themselves (DX-T20, DX-T22).

    Call it with the patient locked: that, and the place each step has of its own, keeps the chain whole.
    """
    written = _append(by, patient, step)
    automatic = follows_by_itself(step.target)
    if automatic is not None:
        follower = Step(
            target=automatic.target,
            rule_id=automatic.rule.rule_id,
            taken_on=step.taken_on,
            origin=StepOrigin.AUTOMATIC,
            is_imported=step.is_imported,
        )
        _append(by, patient, follower)
    return written


def _append(by: User, patient: Patient, step: Step) -> PathwayStep:
    last = last_step(patient)
    return PathwayStep.objects.create(
        patient=patient,
        number=last.number + 1 if last else 1,
        from_state=last.to_state if last else "",
        to_state=step.target,
        rule_id=step.rule_id,
        origin=step.origin,
        inputs=dict(step.inputs),
        taken_on=step.taken_on,
        reason=step.reason.strip(),
        is_imported=step.is_imported,
        recorded_by=by,
    )


@transaction.atomic
def step_void(*, by: User, step: PathwayStep, reason: str, now: datetime) -> PathwayStep:
    """The last step a person took, void with what followed by itself; the state before counts again.

    Raises Conflict when it is not the last one any more, ValidationError without a reason, and for a step
    that rests on the diagnosis: then the diagnosis itself is corrected, and the steps follow.
    """
    must(by, Permission.PATHWAY_STEP)
    patient = locked(step.patient_id)
    refuse({"reason": without_reason(reason)})
    last = valid_steps(patient).exclude(origin=StepOrigin.AUTOMATIC).first()
    if last is None or last.pk != step.pk:
        raise Conflict(
            _("Only the last step can be taken back. Reload the page to see where the patient stands.")
        )
    refuse({"__all__": _rests_on_diagnosis(last)})
    _void(valid_steps(patient).filter(number__gte=last.number), by, reason, now)
    last.refresh_from_db()
    return last


def _rests_on_diagnosis(step: PathwayStep) -> object:
    if PathwayState(step.to_state) is not PathwayState.CONFIRMED:
        return None
    return _("The diagnosis rests on this step. Correct bone metastasis instead; the pathway follows.")


def _void(steps: QuerySet[PathwayStep], by: User, reason: str, now: datetime | Now) -> None:
    steps.update(voided_at=now, voided_by=by, void_reason=reason.strip())


def pathway_follow(*, by: User, metastasis: BoneMetastasis, today: date) -> None:
    """Bring the pathway to where the diagnosis is: confirmed moves on, no longer confirmed goes back.

    One truth: called by every writer of the diagnosis inside its transaction, the patient locked. Nothing
    happens when both say the same already.
    """
    state = state_after(last_step(metastasis.patient))
    is_confirmed = metastasis.status == MetastasisStatus.CONFIRMED
    if is_confirmed and state not in ESTABLISHED:
        _confirm(by, metastasis, state, today)
    elif not is_confirmed and state in ESTABLISHED:
        _go_back(by, metastasis)


def _confirm(by: User, metastasis: BoneMetastasis, state: PathwayState | None, today: date) -> None:
    day = metastasis.confirmed_on if metastasis.is_imported else metastasis.confirmed_on or today
    step = Step(
        target=PathwayState.CONFIRMED,
        rule_id=confirming_rule(state, BASIS_OF.get(metastasis.basis)),
        taken_on=day,
        origin=StepOrigin.DIAGNOSIS,
        inputs={"basis": {"record": metastasis.basis, "stated": None}},
        is_imported=metastasis.is_imported,
    )
    step_write(by=by, patient=metastasis.patient, step=step)


def _go_back(by: User, metastasis: BoneMetastasis) -> None:
    """Void everything from the confirmation on; the state before it counts again, if there was one."""
    steps = valid_steps(metastasis.patient)
    before = steps.exclude(to_state__in=ESTABLISHED).first()
    reason = str(
        _("Bone metastasis was changed to: %(status)s.") % {"status": metastasis.get_status_display()}
    )
    _void(steps.filter(number__gt=before.number if before else 0), by, reason, Now())


def pathway_join(*, by: User, keep: Patient, remove: Patient, now: datetime) -> None:
    """Before two records become one: of two chains only one counts, the other stays to be read.

    The chain that reached further in the diagnosis counts, otherwise that of the record that stays.
    """
    mine, other = state_after(last_step(keep)), state_after(last_step(remove))
    if mine is None or other is None:
        return
    loser = keep if other in ESTABLISHED and mine not in ESTABLISHED else remove
    _void(valid_steps(loser), by, gettext("Two records were merged; the other pathway counts."), now)


def _risk(spec: RiskSpec, patient: Patient, today: date) -> Problems:
    return {"reviewed_on": happened(spec.reviewed_on, patient, today)}


def _risk_columns(spec: RiskSpec) -> dict[str, object]:
    known = {str(factor.value): spec.factors[factor] for factor in RiskFactor if factor in spec.factors}
    return {"reviewed_on": spec.reviewed_on, "factors": known}


RISK = Kind(RiskReview, Permission.OBSERVATION_RECORD, _risk, _risk_columns)
