"""What the rules say to a treatment before it is stored: drugs taken, local treatment planned.

What was done elsewhere long ago is history, and asks nothing: a drug that is over, a local treatment given.
"""

from collections.abc import Callable, Iterable, Mapping

from guidelines.assessment.chart import Chart
from guidelines.assessment.orders import (
    drug_findings,
    intervention_findings,
    radionuclide_findings,
    radiotherapy_findings,
    surgery_findings,
)
from guidelines.findings import Finding
from guidelines.record.sites import Site
from patients.enums import TreatmentKind, TreatmentState
from patients.record.sites import site_of
from patients.selectors.whole import chart_of
from patients.services.recording import Findings, Writing
from patients.specs.events import TreatmentSpec

DRUGS = frozenset({TreatmentKind.SYSTEMIC, TreatmentKind.ANALGESIC, TreatmentKind.OTHER_DRUG})
Check = Callable[[TreatmentSpec, Chart], Iterable[Finding]]


def treatment_findings(spec: TreatmentSpec, writing: Writing) -> Findings:
    """SAF-06 and PAIN-05 for drugs; RT, RNT, SUR and INT for local treatment that is planned."""
    if spec.kind in DRUGS:
        over = spec.stopped_on is not None and spec.stopped_on < writing.today
        return () if over else _drugs(spec, chart_of(writing.patient, writing.today))
    check = LOCAL.get(spec.kind)
    if check is None or spec.state == TreatmentState.GIVEN:
        return ()
    return check(spec, chart_of(writing.patient, writing.today))


def _drugs(spec: TreatmentSpec, chart: Chart) -> Iterable[Finding]:
    return drug_findings(spec.drugs or (spec.procedure,), spec.daily_mg, chart)


def _radiotherapy(spec: TreatmentSpec, chart: Chart) -> Iterable[Finding]:
    return radiotherapy_findings(_words(spec), _site(spec), chart)


def _radionuclide(spec: TreatmentSpec, chart: Chart) -> Iterable[Finding]:
    return radionuclide_findings(_words(spec), chart)


def _surgery(spec: TreatmentSpec, chart: Chart) -> Iterable[Finding]:
    """An operation on the lung is another matter."""
    return () if spec.of_bone is False else surgery_findings(_words(spec), chart)


def _intervention(spec: TreatmentSpec, chart: Chart) -> Iterable[Finding]:
    return intervention_findings(_words(spec), _site(spec), chart)


def _words(spec: TreatmentSpec) -> str:
    return " ".join((*spec.drugs, spec.procedure))


def _site(spec: TreatmentSpec) -> Site | None:
    return site_of(spec.site, side=spec.side or "")


LOCAL: Mapping[str, Check] = {
    TreatmentKind.RADIOTHERAPY: _radiotherapy,
    TreatmentKind.RADIONUCLIDE: _radionuclide,
    TreatmentKind.SURGERY: _surgery,
    TreatmentKind.INTERVENTION: _intervention,
}
