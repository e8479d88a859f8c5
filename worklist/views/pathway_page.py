"""What the pages and the panel of the diagnostic pathway show, put into rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.findings import Finding
from guidelines.imaging.modalities import (
    DX_13,
    WHY_THIS_ORDER,
    Modality,
    ModalityHelp,
    modality_help,
    sensitivity_rank,
)
from guidelines.pathway.biopsy import DX_24
from guidelines.pathway.confirmation import MENUS, ConfirmTest
from guidelines.pathway.questions import FACTS, Told
from guidelines.pathway.risk import FACTOR_SOURCES, GUIDELINE_FACTORS, RiskFactor
from guidelines.pathway.screening import bone_scan_label
from guidelines.pathway.stages import STAGE_OF, Stage
from guidelines.pathway.states import CONFIRMING, PathwayState
from guidelines.sources import citation
from guidelines.terms import Text
from patients.enums import StepOrigin
from patients.models import PathwayStep, Patient
from patients.selectors.whole import OpenRecord
from worklist.selectors.pathway import (
    Option,
    RiskView,
    Standing,
    Way,
    proof_of,
    risk_of,
    standing_of,
)
from worklist.step_forms import NEVER_ASKED, StepForm
from worklist.views.pathway_checklist import checklist_of

# Where a fact is entered that has a page of its own; every other one is answered at the step.
ENTERED_AT = {
    "lung_cancer_confirmed": ("patients:diagnosis", Permission.PATIENT_EDIT),
    "marker_task_open": ("patients:lab_add", Permission.LAB_RECORD),
    "confirmed_on": ("patients:metastasis", Permission.DIAGNOSIS_CONFIRM),
}
MODALITY_OF = {
    ConfirmTest.MRI: Modality.MRI,
    ConfirmTest.PETCT: Modality.PETCT_FDG,
    ConfirmTest.CT: Modality.CT,
    ConfirmTest.XRAY: Modality.XRAY,
}
EXTENT_OF = {PathwayState.CONFIRM_LOCALISED: "LOCALISED", PathwayState.CONFIRM_WIDESPREAD: "WIDESPREAD"}
SHOWN_STEPS = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One stage of the picture: `word` is the state the patient has or had there, `mode` how it is drawn."""

    stage: Stage
    word: Text
    mode: str
    on: date | None = None


def picture(steps: Iterable[PathwayStep], state: PathwayState | None) -> list[Mark]:
    """The eight stages in turn; a stage behind the present one shows the state the patient had there."""
    visited = {STAGE_OF[PathwayState(step.to_state)]: step for step in steps if step.voided_at is None}
    order = list(Stage)
    now = order.index(STAGE_OF[state]) if state else -1
    return [_mark(stage, order.index(stage) - now, visited.get(stage), state) for stage in order]


def _mark(stage: Stage, distance: int, step: PathwayStep | None, state: PathwayState | None) -> Mark:
    if distance == 0 and state is not None:
        return Mark(stage, state.label, "now", step.taken_on if step else None)
    if distance < 0 and step is not None:
        return Mark(stage, PathwayState(step.to_state).label, "done", step.taken_on)
    return Mark(stage, stage.label, "passed" if distance < 0 else "ahead")


@dataclass(frozen=True, slots=True)
class Ask:
    """One fact of a step: its words, what the record has, where this user can enter it (empty: nowhere)."""

    label: Text
    value: object
    url: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way to the next state as the page shows it."""

    way: Way
    source: Text
    missing: list[Ask]
    against: list[Ask]


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A next state with its ways and the page that takes the step."""

    option: Option
    ways: list[WayRow]
    url: str


def option_rows(standing: Standing, patient: Patient, user: User) -> list[OptionRow]:
    """The next states: those the user's role may take first, ready ones before others."""
    return [_option_row(option, patient, user) for option in standing.options]


def _option_row(option: Option, patient: Patient, user: User) -> OptionRow:
    url = reverse("worklist:pathway_step", args=[patient.id, option.target.value])
    ways = [
        WayRow(
            way,
            citation(way.source),
            [_ask(one, url, patient, user, option.may) for one in way.missing],
            [_ask(one, url, patient, user, option.may) for one in way.against],
        )
        for way in option.ways
    ]
    return OptionRow(option, ways, url)


def _ask(one: Told, step_url: str, patient: Patient, user: User, may_step: bool) -> Ask:
    """A fact with its link: to its own page when the user may enter it there, else to the step's form."""
    place, permission = ENTERED_AT.get(one.name, ("", None))
    at_step = f"{step_url}#id_{one.name}" if may_step and one.name not in NEVER_ASKED else ""
    if permission is not None and can(user, permission):
        return Ask(FACTS[one.name], answer_words(one.recorded), reverse(place, args=[patient.id]))
    return Ask(FACTS[one.name], answer_words(one.recorded), at_step)


_WORDS = {True: Text("是", "yes"), False: Text("否", "no")}


def answer_words(value: object) -> object:
    """A recorded answer in words; anything that is no yes or no stays as it is."""
    return _WORDS[value] if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the history."""

    step: PathwayStep
    source: Text | None
    target: Text
    told: list[tuple[Text, object, object]]
    may_void: bool


def history(steps: Iterable[PathwayStep], user: User) -> list[StepRow]:
    """Every step, void ones too; the last one a person took can be taken back."""
    rows = list(steps)
    counted = [one for one in rows if one.voided_at is None and one.origin != StepOrigin.AUTOMATIC]
    last = counted[0] if counted and can(user, Permission.PATHWAY_STEP) else None
    return [_step_row(one, one is last) for one in rows]


def _step_row(step: PathwayStep, is_last: bool) -> StepRow:
    target = PathwayState(step.to_state)
    told = [
        (FACTS[name], answer_words(both["record"]), answer_words(both["stated"]))
        for name, both in step.inputs.items()
        if name in FACTS
    ]
    source = PathwayState(step.from_state).label if step.from_state else None
    return StepRow(step, source, target.label, told, is_last and target is not PathwayState.CONFIRMED)


def panel_context(record: OpenRecord, user: User) -> dict[str, Any]:
    """Everything the panel shows; the number of queries does not grow with the history."""
    patient, chart = record.patient, record.chart
    standing = standing_of(patient, user, chart)
    steps = list(patient.pathway_steps.select_related("recorded_by", "voided_by")[:SHOWN_STEPS])
    return {
        "standing": standing,
        "picture": picture(reversed(steps), standing.state),
        "options": option_rows(standing, patient, user),
        "history": history(steps, user),
        "checklist": checklist_of(chart, standing.state or standing.shown, patient, user),
        "risk": risk_of(patient, chart),
        "proof": cited(proof_of(standing)),
        "may_step": can(user, Permission.PATHWAY_STEP),
        "may_answer": can(user, Permission.OBSERVATION_RECORD),
        "today": record.today,
    }


def cited(findings: Iterable[Finding]) -> list[tuple[Finding, Text]]:
    """Each finding with its citation in words."""
    return [(finding, citation(finding.source)) for finding in findings]


@dataclass(frozen=True, slots=True)
class TestRow:
    """A test to choose: its place in the order of sensitivity, its strength and its limit."""

    name: Text
    rank: int | None
    help: ModalityHelp | None
    source: Text | None


def ordered_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The facts a form can ask for."""
    return tuple(name for name in names if name not in NEVER_ASKED)


def step_page(
    standing: Standing, target: PathwayState, form: StepForm, patient: Patient, user: User
) -> dict[str, Any]:
    """What the page of one step shows beside its form."""
    option = next((row for row in option_rows(standing, patient, user) if row.option.target is target), None)
    return {
        "standing": standing,
        "target": target,
        "form": form,
        "row": option,
        "questions": _questions(form, standing),
        "tests": tests_for(target),
        "told": cited(_notes(standing, target, patient)),
        "order": WHY_THIS_ORDER if target in EXTENT_OF else None,
    }


def _questions(form: StepForm, standing: Standing) -> list[tuple[BoundField, object]]:
    return [(field, answer_words(getattr(standing.facts, field.name))) for field in form.questions()]


def tests_for(target: PathwayState) -> list[TestRow]:
    """The tests to offer at a state, with their help texts (DX-T01, DX-T08, DX-T09)."""
    if target is PathwayState.SCREEN_DUE:
        return [_test(Modality.BS)]
    extent = next((one for one in MENUS if one is not None and EXTENT_OF.get(target) == one.value), None)
    if extent is None:
        return []
    return [_test(MODALITY_OF[test]) for test in MENUS[extent] if test in MODALITY_OF]


def _test(modality: Modality) -> TestRow:
    told = modality_help(modality)
    return TestRow(modality.label, sensitivity_rank(modality), told, citation(told.source) if told else None)


def _notes(standing: Standing, target: PathwayState, patient: Patient) -> tuple[Finding, ...]:
    """The texts of the rules that belong to this step."""
    if target is PathwayState.SCREEN_DUE:
        return (bone_scan_label(risk_of(patient, standing.chart).assessment),)
    if target in CONFIRMING:
        return (DX_13.finding(), *((DX_24.finding(),) if target is PathwayState.CONFIRM_LOCALISED else ()))
    if target in (PathwayState.CONFIRMED, PathwayState.BIOPSY):
        return proof_of(standing) + ((DX_24.finding(),) if target is PathwayState.BIOPSY else ())
    return ()


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor of table 2.2 in the form: what the record says, which documents name it."""

    field: BoundField
    recorded: object
    differs: bool
    source: Text
    of_guideline: bool


def factor_rows(form: Any, risk: RiskView) -> list[FactorRow]:
    """The factors in the order of the table."""
    return [
        FactorRow(
            field=form[factor.value],
            recorded=answer_words(risk.recorded[factor]),
            differs=factor in risk.differing,
            source=citation(FACTOR_SOURCES[factor]),
            of_guideline=factor in GUIDELINE_FACTORS,
        )
        for factor in RiskFactor
    ]
