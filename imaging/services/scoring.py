"""Mirels and SINS made of one lesion: the score stands in the record, the lesion knows it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.models import User
from imaging.models import Lesion, LesionScore
from patients.models import Patient, RiskScore
from patients.services.recording import record_add
from patients.services.status import RISK_SCORE
from patients.services.writing import must
from patients.specs.overrides import Acknowledgement
from patients.specs.status import RiskScoreSpec


@transaction.atomic
def lesion_score_add(
    *,
    by: User,
    patient: Patient,
    lesion: Lesion,
    spec: RiskScoreSpec,
    today: date,
    answers: Iterable[Acknowledgement] = (),
) -> RiskScore:
    """The score, bound to the lesion; the same score again is the one that is there.

    Raises ValidationError per field, Refusal while a rule waits for its answer.
    """
    must(by, RISK_SCORE.permission)
    score = record_add(kind=RISK_SCORE, by=by, patient=patient, spec=spec, today=today, answers=answers)
    LesionScore.objects.get_or_create(score=score, defaults={"lesion": lesion})
    return score
