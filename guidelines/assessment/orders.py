"""What stands against a treatment that is about to be written down, read from the record as it stands.

Drugs: SAF-06 (DQ-39 once they are on record), PAIN-05. Local treatment that is planned: RT-03, RT-05, RNT-02,
RNT-04, SUR-04, SUR-08, INT-04.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from guidelines.analgesia import paracetamol_check
from guidelines.assessment.chart import Chart
from guidelines.assessment.renal import taken_names
from guidelines.bone.sre import SreType
from guidelines.certainty import Answer, any_of
from guidelines.findings import Finding
from guidelines.lesions import LesionType
from guidelines.local.intervention import ablation_check
from guidelines.local.lesion import LocalLesion
from guidelines.local.operations import laminectomy_check
from guidelines.local.radionuclides import order_check, radionuclide_note
from guidelines.local.radiotherapy import SbrtPlan, planning_check, sbrt_check
from guidelines.local.surgery import limits_check
from guidelines.reading.drugs import DrugClass, classes_of, names_of
from guidelines.reading.procedures import (
    ABLATION,
    SBRT,
    fixation_in,
    operations_in,
    radionuclide_in,
    says,
)
from guidelines.record.sites import Site
from guidelines.record.treatment import Radiotherapy
from guidelines.safety import SAF_06, drug_risks

MG_PER_G = Decimal(1000)


def drug_findings(names: tuple[str, ...], daily_mg: Decimal | None, chart: Chart) -> Iterator[Finding]:
    """Yield what makes these drugs unsafe: too much paracetamol, another drug, the kidney, calcium.

    A daily dose that is not stated says nothing about the limit.
    """
    if daily_mg is not None and DrugClass.PARACETAMOL in classes_of(names):
        yield from _those(paracetamol_check(daily_mg / MG_PER_G))
    ordered, together = classes_of(names), (*taken_names(chart), *names)
    pairs = drug_risks(
        classes_of(together), renal_impaired=chart.renal_impaired, calcium_high=bool(chart.high_calcium)
    )
    causes = {drug_class.label for drug_class in ordered}
    for drug in dict.fromkeys(drug for drug, _risk in pairs):
        risks = tuple(risk for one, risk in pairs if one is drug and (drug in ordered or risk in causes))
        if risks:
            yield SAF_06.finding(key=drug.value, drugs=names_of(drug, together), risk=risks)


def radiotherapy_findings(procedure: str, site: Site | None, chart: Chart) -> Iterator[Finding]:
    """Yield what planned external beam lacks (RT-03), and for whom stereotactic is meant (RT-05)."""
    yield from _those(planning_check(ecog=last_ecog(chart), site_defined=site is not None))
    if says(procedure, SBRT):
        before = given_there(site, chart)
        plan = SbrtPlan(
            standard_ebrt_given=bool(before),
            pain_remains_or_recurs=_pain_after(before, chart),
            needs_reirradiation=bool(before),
        )
        yield from _those(sbrt_check(plan))


def radionuclide_findings(procedure: str, chart: Chart) -> Iterator[Finding]:
    """Yield what stands against a planned radionuclide (RNT-02, RNT-04)."""
    treated = bool(chart.record.radiotherapy or chart.record.systemic)
    yield from _those(order_check(lesion_type=known_type(chart), treated_before=treated))
    named = radionuclide_in(procedure)
    if named is not None:
        yield radionuclide_note(named)


def surgery_findings(procedure: str, chart: Chart) -> Iterator[Finding]:
    """Yield the limits of a planned operation that the record knows (SUR-04), and SUR-08."""
    yield from _those(limits_check((), last_ecog(chart)))
    yield from _those(laminectomy_check(operations_in(procedure), fixation=fixation_in(procedure)))


def intervention_findings(procedure: str, site: Site | None, chart: Chart) -> Iterator[Finding]:
    """Yield the warning of ablation in, or without excluding, a bone emergency of that place (INT-04)."""
    if says(procedure, ABLATION):
        yield from _those(ablation_check(_lesion_there(site, chart)))


def last_ecog(chart: Chart) -> int | None:
    """Return the last performance status; of several without a day the one written last, None without."""
    scores = sorted(chart.record.ecog, key=lambda entry: (entry.on is not None, entry.on or chart.day.today))
    return scores[-1].ecog if scores else None


def known_type(chart: Chart) -> LesionType | None:
    """Return the type that all lesions share; mixed when they differ, None when none is stated."""
    types = {lesion.lesion_type for lesion in chart.lesions} - {None, LesionType.UNKNOWN}
    return LesionType.MIXED if len(types) > 1 else next(iter(types), None)


def given_there(site: Site | None, chart: Chart) -> tuple[Radiotherapy, ...]:
    """Return the radiotherapy given to this place before."""
    return tuple(
        given
        for given in chart.record.radiotherapy
        if not given.proposed and site is not None and given.site is not None and given.site.same_bone(site)
    )


def _pain_after(given: tuple[Radiotherapy, ...], chart: Chart) -> bool | None:
    """Return whether pain was scored above 0 after the last of them; None when nobody scored it."""
    last = max((one.on for one in given if one.on is not None), default=None)
    since = [(e.on, e.worst) for e in chart.record.pain if e.on is not None and last and e.on > last]
    scored = sorted((on, worst) for on, worst in since if worst is not None)
    return scored[-1][1] > 0 if scored else None


def _lesion_there(site: Site | None, chart: Chart) -> LocalLesion:
    lesions = [one for one in chart.lesions if site is not None and one.site.same_bone(site)]
    return LocalLesion(
        fracture=_stated(
            (one.pathologic_fracture for one in lesions), _happened(SreType.PATH_FRACTURE, site, chart)
        ),
        compression=_stated(
            (one.cord_compression for one in lesions), _happened(SreType.CORD_NERVE_COMPRESSION, site, chart)
        ),
    )


def _happened(event: SreType, site: Site | None, chart: Chart) -> bool:
    return site is not None and any(
        one.event is event and one.site is not None and one.site.same_bone(site)
        for one in chart.record.events
    )


def _stated(flags: Iterable[Answer], happened: bool) -> Answer:
    """An event proves itself; without one and without a lesion there, nothing is known of the place."""
    return True if happened else any_of(list(flags) or [None])


def _those(*findings: Finding | None) -> Iterable[Finding]:
    return (finding for finding in findings if finding is not None)
