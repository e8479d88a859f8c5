"""What is known about the tumour: diagnosis with drivers and PD-L1, and whether the bone is involved."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from guidelines.assessment.pathway_facts import evidence_of
from guidelines.findings import Finding
from guidelines.pathway.evidence import imaging_check
from patients.enums import MetastasisBasis, MetastasisStatus
from patients.models import BoneMetastasis, Diagnosis, DriverResult, Patient
from patients.selectors.whole import chart_of
from patients.services.overrides import findings_settle
from patients.services.pathway import pathway_follow
from patients.services.writing import happened, locked, must, refuse
from patients.specs.facts import DiagnosisSpec, DriverSpec, MetastasisSpec
from patients.specs.overrides import Acknowledgement

TNM_EDITIONS = (6, 9)
HIGHEST_SCORE = Decimal(100)


@transaction.atomic
def diagnosis_save(
    *,
    by: User,
    patient: Patient,
    spec: DiagnosisSpec,
    today: date,
    under: Permission = Permission.PATIENT_EDIT,
) -> Diagnosis:
    """The diagnosis with exactly the drivers of `spec`; raises ValidationError per field.

    `under` as in `patient_register`.
    """
    must(by, under)
    row = locked(patient.id)
    refuse(_problems(spec, row, today))
    diagnosis = Diagnosis.objects.filter(patient=row).first() or Diagnosis(patient=row)
    diagnosis.histology, diagnosis.site = spec.histology, spec.site.strip()
    diagnosis.t, diagnosis.n, diagnosis.m = spec.t.strip(), spec.n.strip(), spec.m.strip()
    diagnosis.tnm_edition, diagnosis.stage = spec.tnm_edition, spec.stage.strip()
    diagnosis.diagnosed_on, diagnosis.note = spec.diagnosed_on, spec.note.strip()
    diagnosis.pdl1_tps_percent, diagnosis.pdl1_cps = spec.pdl1_tps_percent, spec.pdl1_cps
    _as_told(diagnosis, spec)
    diagnosis.save()
    _drivers_replace(diagnosis, spec.drivers)
    return diagnosis


def _as_told(diagnosis: Diagnosis, spec: DiagnosisSpec) -> None:
    """What a document says, and a decided category: a form that asks for neither leaves both as they are."""
    for name in ("histology_text", "tnm_text", "stage_text"):
        told = getattr(spec, name).strip()
        setattr(diagnosis, name, told or getattr(diagnosis, name))
    diagnosis.follow_up_category = spec.follow_up_category or diagnosis.follow_up_category
    diagnosis.recurred_on = spec.recurred_on or diagnosis.recurred_on


def _drivers_replace(diagnosis: Diagnosis, specs: tuple[DriverSpec, ...]) -> None:
    """Unchanged rows stay, so that the history shows only what really changed."""
    wanted = {(spec.gene.strip(), str(spec.status), spec.variant.strip(), spec.tested_on) for spec in specs}
    for row in diagnosis.drivers.all():
        key = (row.gene, row.status, row.variant, row.tested_on)
        if key in wanted:
            wanted.discard(key)
        else:
            row.delete()
    for gene, status, variant, tested_on in sorted(wanted, key=lambda key: key[0]):
        DriverResult.objects.create(
            diagnosis=diagnosis, gene=gene, status=status, variant=variant, tested_on=tested_on
        )


def _problems(spec: DiagnosisSpec, patient: Patient, today: date) -> dict[str, object]:
    return {
        "diagnosed_on": happened(spec.diagnosed_on, patient, today),
        "recurred_on": happened(spec.recurred_on, patient, today),
        "tnm_edition": _edition_problem(spec.tnm_edition),
        "pdl1_tps_percent": _score_problem(spec.pdl1_tps_percent),
        "pdl1_cps": _score_problem(spec.pdl1_cps),
        "drivers": _drivers_problem(spec, patient, today),
    } | _long(spec)


def _long(spec: DiagnosisSpec) -> dict[str, object]:
    """Text that does not fit its column, per field."""
    found: dict[str, object] = {}
    for name in ("site", "t", "n", "m", "stage", "histology_text", "tnm_text", "stage_text"):
        longest = getattr(Diagnosis._meta.get_field(name), "max_length", None) or 0
        if len(getattr(spec, name).strip()) > longest:
            found[name] = _("At most %(n)s characters.") % {"n": longest}
    return found


def _drivers_problem(spec: DiagnosisSpec, patient: Patient, today: date) -> object:
    dates = (happened(driver.tested_on, patient, today) for driver in spec.drivers)
    return next((problem for problem in dates if problem), None)


def _edition_problem(edition: int | None) -> object:
    first, last = TNM_EDITIONS
    if edition is None or first <= edition <= last:
        return None
    return _("Accepted: %(first)s to %(last)s.") % {"first": first, "last": last}


def _score_problem(score: Decimal | None) -> object:
    if score is None or 0 <= score <= HIGHEST_SCORE:
        return None
    return _("Accepted: 0 to 100.")


@transaction.atomic
def bone_metastasis_save(
    *,
    by: User,
    patient: Patient,
    spec: MetastasisSpec,
    today: date,
    answers: Iterable[Acknowledgement] = (),
    imported: bool = False,
    under: Permission = Permission.DIAGNOSIS_CONFIRM,
) -> BoneMetastasis:
    """Whether the bone is involved, and who said so; the pathway follows. Only oncologists decide (BMA-01).

    Raises ValidationError when CONFIRMED comes without date or basis, or with a date in the future, and
    Refusal for what the record does not prove (DX-18, DX-19). An import is refused by no rule, and only its
    confirmation may lack its day. `under` as in `patient_register`.
    """
    must(by, under)
    row = locked(patient.id)
    refuse(_metastasis_problems(spec, row, today, imported=imported))
    found = BoneMetastasis.objects.filter(patient=row).first() or BoneMetastasis(patient=row)
    if not imported and (found.status != MetastasisStatus.CONFIRMED or found.is_imported):
        findings = metastasis_findings(row, spec, today)
        findings_settle(by=by, patient=row, findings=findings, answers=answers, subject_id=found.pk)
    return metastasis_write(by=by, found=found, spec=spec, today=today, imported=imported)


def metastasis_findings(patient: Patient, spec: MetastasisSpec, today: date) -> tuple[Finding, ...]:
    """What stands against a confirmation, as a step of the pathway judges it (DX-18, DX-19).

    Who confirms by a biopsy states its result; for every other way the proof has to be on record.
    """
    if spec.status != MetastasisStatus.CONFIRMED or spec.basis == MetastasisBasis.BIOPSY:
        return ()
    found = imaging_check(evidence_of(chart_of(patient, today)))
    return () if found is None else (found,)


def metastasis_write(
    *, by: User, found: BoneMetastasis, spec: MetastasisSpec, today: date, imported: bool = False
) -> BoneMetastasis:
    """The decision on a row whose patient is locked, once the rules have been asked; the pathway follows."""
    is_confirmed = spec.status == MetastasisStatus.CONFIRMED
    found.status, found.sites, found.decided_by = spec.status, spec.sites.strip(), by
    found.confirmed_on = spec.confirmed_on if is_confirmed else None
    found.basis = (spec.basis or "") if is_confirmed else ""
    found.basis_text, found.is_imported = spec.basis_text.strip(), imported
    found.extent, found.extent_on = spec.extent or "", spec.extent_on
    found.save()
    pathway_follow(by=by, metastasis=found, today=today)
    return found


def _metastasis_problems(
    spec: MetastasisSpec, patient: Patient, today: date, *, imported: bool
) -> dict[str, object]:
    problems = {"extent_on": _extent_problem(spec, patient, today)}
    if spec.status != MetastasisStatus.CONFIRMED:
        return problems
    return problems | {
        "confirmed_on": happened(spec.confirmed_on, patient, today)
        if spec.confirmed_on or imported
        else _("Please enter the day on which bone metastasis was confirmed."),
        "basis": None
        if spec.basis and (imported or spec.basis != MetastasisBasis.NOT_STATED)
        else _("Please choose how bone metastasis was confirmed."),
    }


def _extent_problem(spec: MetastasisSpec, patient: Patient, today: date) -> object:
    """A judged extent needs its day; a day without one says nothing."""
    if (spec.extent is None) != (spec.extent_on is None):
        return _("Please enter the extent together with the day on which it was judged.")
    return happened(spec.extent_on, patient, today)
