"""Where a patient stands in the diagnostic pathway: what the steps say that people confirmed."""

from django.db.models import QuerySet

from guidelines.pathway.risk import RiskFactor
from guidelines.pathway.states import PathwayState
from patients.models import PathwayStep, Patient, RiskReview


def valid_steps(patient: Patient) -> QuerySet[PathwayStep]:
    """The steps that count, the last one first."""
    return PathwayStep.objects.filter(patient=patient, voided_at=None).order_by("-number")


def last_step(patient: Patient) -> PathwayStep | None:
    """The step that led to the present state; None before the patient entered the pathway."""
    return valid_steps(patient).first()


def state_after(step: PathwayStep | None) -> PathwayState | None:
    """Where a step led; None without one."""
    return PathwayState(step.to_state) if step else None


def last_review(patient: Patient) -> RiskReview | None:
    """The risk factors as they were answered last; None when nobody did."""
    return RiskReview.objects.filter(patient=patient, voided_at=None).select_related("recorded_by").first()


def stated_factors(review: RiskReview | None) -> dict[RiskFactor, bool]:
    """The answers of a review by factor."""
    return {RiskFactor(code): bool(answer) for code, answer in review.factors.items()} if review else {}
