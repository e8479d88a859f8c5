"""The response of bone in one examination: the rules compute, a clinician confirms (IMG-40 to IMG-50)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from guidelines.findings import Finding
from guidelines.imaging import response as rules
from guidelines.imaging.flare import FlareVerdict, flare_verdict
from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Sums
from guidelines.imaging.response_entry import (
    bone_scan_note,
    comparability_check,
    entered_category_check,
    standard_check,
)
from imaging.models import ImagingStudy, ResponseAssessment
from imaging.selectors.comparing import Comparison
from imaging.selectors.judging import facts_for
from imaging.selectors.register import Register, register_of
from imaging.specs import ResponseSpec
from patients.models import Patient
from patients.services.checking import ends_before, finer, missing, outside
from patients.services.recording import (
    Findings,
    Kind,
    Problems,
    Writing,
    record_add,
    record_correct,
    record_void,
)
from patients.services.writing import happened, locked, must
from patients.specs.overrides import Acknowledgement

LOWEST_PCT, HIGHEST_PCT = -100, 1000


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rules make of the statements, by either measure, and what they compared."""

    comparison: Comparison
    by_sum: rules.Response
    by_product: rules.Response
    is_discordant: bool

    @property
    def is_mixed(self) -> bool:
        """Whether a lesion grew while the sum did not (IMG-46)."""
        return any(finding.rule_id == rules.IMG_46.rule_id for finding in self.by_sum.findings)

    @property
    def measures_differ(self) -> bool:
        """Whether sum and product make different classes, so that the MDT decides (IMG-44)."""
        return self.by_sum.category is not self.by_product.category


def computed_of(register: Register, study: ImagingStudy, spec: ResponseSpec) -> Computed | None:
    """The class the rules make of the statements; None for a study without a day or a known modality."""
    comparison = register.comparison(study)
    if comparison is None:
        return None
    facts = facts_for(spec, comparison, Measure.SUM, register)
    by_product = facts_for(spec, comparison, Measure.PRODUCT, register)
    return Computed(
        comparison=comparison,
        by_sum=rules.assess_response(facts),
        by_product=rules.assess_response(by_product),
        is_discordant=flare_verdict(facts.bone_scan) is FlareVerdict.DISCORDANT,
    )


def _study(spec: ResponseSpec) -> ImagingStudy | None:
    rows = ImagingStudy.objects.filter(pk=spec.study_id, voided_at=None).select_related("patient")
    return rows.first()


def _computed(spec: ResponseSpec) -> Computed | None:
    study = _study(spec)
    return None if study is None else computed_of(register_of(study.patient), study, spec)


def _problems(spec: ResponseSpec, patient: Patient, today: date) -> Problems:
    study, computed = _study(spec), _computed(spec)
    own = study is not None and study.patient_id == patient.id
    return {
        "study_id": None if own and computed else _("This examination has no day or no known modality."),
        "assessed_on": happened(spec.assessed_on, patient, today)
        or ends_before(study.done_on if study else None, spec.assessed_on),
        "nonmeasurable_change_pct": _percent_problem(spec.nonmeasurable_change_pct),
        "bs_change_pct": _percent_problem(spec.bs_change_pct),
        "deviation": missing(spec.deviation) if computed and _deviates(spec, computed) else None,
    }


def _percent_problem(change: Decimal | None) -> object:
    return outside(change, LOWEST_PCT, HIGHEST_PCT) or finer(change, 1)


def _deviates(spec: ResponseSpec, computed: Computed) -> bool:
    return spec.confirmed.value != computed.by_sum.category.value


def _columns(spec: ResponseSpec) -> dict[str, Any]:
    computed = _computed(spec)
    told = {part.name: getattr(spec, part.name) for part in fields(spec)}
    if computed is None:
        return told
    deviation = spec.deviation if _deviates(spec, computed) else ""
    return told | {"deviation": deviation} | _result(computed)


def _result(computed: Computed) -> dict[str, Any]:
    comparison = computed.comparison
    return {
        "computed": computed.by_sum.category.value,
        "by_product": computed.by_product.category.value,
        "baseline_on": comparison.baseline.done_on if comparison.baseline else None,
        "nadir_on": comparison.nadir.done_on if comparison.nadir else None,
        **_sums("sum", comparison.sums(Measure.SUM)),
        **_sums("product", comparison.sums(Measure.PRODUCT)),
        "is_mixed": computed.is_mixed,
        "is_discordant": computed.is_discordant,
    }


def _sums(name: str, sums: Sums | None) -> dict[str, Decimal | None]:
    return {
        f"{name}_baseline": sums.baseline if sums else None,
        f"{name}_nadir": sums.nadir if sums else None,
        f"{name}_now": sums.current if sums else None,
    }


def _findings(spec: ResponseSpec, writing: Writing) -> Findings:
    """IMG-47 to IMG-50: evidence beside the bone scan, one modality, the standard, the bone scan alone."""
    study = _study(spec)
    register = register_of(writing.patient)
    comparison = register.comparison(study) if study is not None else None
    return () if comparison is None else tuple(_entry(spec, comparison, register))


def _entry(spec: ResponseSpec, comparison: Comparison, register: Register) -> Iterator[Finding]:
    modality = comparison.current.seen.modality
    checks = (
        standard_check(spec.standard),
        comparability_check(comparison.baseline_modality, modality),
        _unsupported(spec, comparison, register),
        bone_scan_note(frozenset({modality})),
    )
    yield from (finding for finding in checks if finding is not None)


def _unsupported(spec: ResponseSpec, comparison: Comparison, register: Register) -> Finding | None:
    """IMG-47 unless one of the measures supports the class: where they differ the MDT decides (IMG-44)."""
    entered = rules.ResponseCategory(spec.confirmed.value)
    found = [
        entered_category_check(entered, facts_for(spec, comparison, measure, register)) for measure in Measure
    ]
    return found[0] if all(found) else None


RESPONSE = Kind(ResponseAssessment, Permission.IMAGING_RECORD, _problems, _columns, _findings)


@transaction.atomic
def response_record(
    *,
    by: User,
    patient: Patient,
    spec: ResponseSpec,
    today: date,
    now: datetime,
    reason: str = "",
    answers: Iterable[Acknowledgement] = (),
) -> ResponseAssessment:
    """The confirmed response of the examination; a second one corrects the first and needs a reason.

    The examination bears the confirmed class from now on: rules, time line and calendar read it there. Raises
    ValidationError per field, Refusal for IMG-47 and IMG-48 without an answer.
    """
    must(by, RESPONSE.permission)
    locked(patient.id)
    old = ResponseAssessment.objects.filter(patient=patient, study_id=spec.study_id, voided_at=None).first()
    if old is None:
        row = record_add(kind=RESPONSE, by=by, patient=patient, spec=spec, today=today, answers=answers)
    else:
        row = record_correct(
            kind=RESPONSE, by=by, row=old, spec=spec, reason=reason, today=today, now=now, answers=answers
        )
    _keep_replaced(row, old)
    _say_on_study(row.study_id, row.confirmed, row.standard)
    return row


def _keep_replaced(row: ResponseAssessment, old: ResponseAssessment | None) -> None:
    """What the report said before anybody assessed it, so that a void gives it back."""
    row.replaced = old.replaced if old else row.study.response
    row.replaced_standard = old.replaced_standard if old else row.study.response_standard
    row.save(update_fields=["replaced", "replaced_standard"])


@transaction.atomic
def response_void(*, by: User, row: ResponseAssessment, reason: str, now: datetime) -> ResponseAssessment:
    """The assessment, void; the examination says again what its report said. Raises Conflict when void."""
    gone = record_void(kind=RESPONSE, by=by, row=row, reason=reason, now=now)
    _say_on_study(gone.study_id, gone.replaced, gone.replaced_standard)
    return gone


def _say_on_study(study_id: UUID, response: str, standard: str) -> None:
    study = ImagingStudy.objects.select_for_update(of=("self",)).get(pk=study_id)
    study.response, study.response_standard = response, standard
    study.save(update_fields=["response", "response_standard"])
