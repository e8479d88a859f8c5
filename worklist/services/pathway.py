"""Taking a step of the diagnostic pathway: judged on the whole record, written with its effects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role as StaffRole
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.assessment.pathway_facts import evidence_of
from guidelines.findings import Finding
from guidelines.lesions import Extent
from guidelines.pathway.entry import ENTRY, entry_check, step_taken
from guidelines.pathway.evidence import imaging_check
from guidelines.pathway.questions import Told, asked, merged, told
from guidelines.pathway.states import CONFIRMING, ConfirmationBasis, PathwayState
from guidelines.pathway.steps import EFFECTS
from guidelines.pathway.transitions import TRANSITIONS, Transition, transition_check
from guidelines.roles import Role
from patients.enums import MetastasisBasis, MetastasisStatus, StepOrigin
from patients.models import BoneMetastasis, PathwayStep, Patient
from patients.selectors.pathway import valid_steps
from patients.selectors.whole import chart_of
from patients.services.overrides import findings_settle, plain
from patients.services.pathway import Step, step_void, step_write
from patients.services.tumour import metastasis_write
from patients.services.writing import happened, locked, must, refuse
from patients.specs.facts import MetastasisSpec
from patients.specs.pathway import StepSpec
from worklist.enums import TaskKind
from worklist.selectors.pathway import Standing, role_of, standing_of
from worklist.services.todo import task_open, tasks_close_by_fact

# What a step asks somebody else to do. Survey, biopsy, drug and first MDT (DX-T01, T10, T22) are not here:
# the assessment of the record finds them by itself, whatever the pathway says.
TASKS: Mapping[str, tuple[TaskKind, StaffRole]] = {
    **dict.fromkeys(
        ("DX-T06", "DX-T07", "DX-T08", "DX-T09", "DX-T26", "DX-T27"), (TaskKind.OTHER, StaffRole.ONCOLOGIST)
    ),
    **dict.fromkeys(("DX-T14", "DX-T18", "DX-T23"), (TaskKind.MDT_REVIEW, StaffRole.COORDINATOR)),
}
STORED_BASIS: Mapping[ConfirmationBasis | None, MetastasisBasis] = {
    ConfirmationBasis.BIOPSY: MetastasisBasis.BIOPSY,
    ConfirmationBasis.IMAGING: MetastasisBasis.IMAGING,
    ConfirmationBasis.CLINICAL: MetastasisBasis.MDT,
}
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands against a step, the drawn arrow whose requirement is met, and what was told."""

    findings: tuple[Finding, ...]
    arrow: Transition | None
    told: tuple[Told, ...]

    @property
    def rule_id(self) -> str:
        """The rule the step is taken under; that of an entry when no arrow is drawn."""
        return self.arrow.rule.rule_id if self.arrow else ENTRY.rule_id


@transaction.atomic
def pathway_advance(*, by: User, patient: Patient, spec: StepSpec, today: date, now: datetime) -> PathwayStep:
    """The step, with what follows by itself, the diagnosis and the tasks it asks for. Sent twice it is one.

    Raises Refusal (HARD for nobody; DX-19 unless an oncologist overrides it in words), ValidationError per
    field, Conflict when the patient does not stand at `spec.source` any more.
    """
    must(by, Permission.PATHWAY_STEP)
    row = locked(patient.id)
    standing = standing_of(row, by, chart_of(row, today))
    if done := _done_already(row, by, spec):
        return done
    if standing.state is not spec.source:
        raise Conflict(str(_("The patient stands elsewhere by now. Open the page again.")))
    judged = judge(standing, spec, role_of(by), today)
    refuse(_problems(spec, row, judged, standing, today))
    findings_settle(by=by, patient=row, findings=judged.findings, answers=spec.answers)
    return _taken(by, row, spec, judged, standing, today, now)


def judge(standing: Standing, spec: StepSpec, role: Role | None, today: date) -> Judged:
    """What the rules say to a step on the record and on what the person stated; nothing is written."""
    facts = merged(standing.facts, spec.stated)
    if role is None:
        raise ValueError("a role the rules do not know has no permission for a step")
    if spec.source is None:
        against = entry_check(spec.target, standing.shown, facts, role)
        names: tuple[str, ...] = ("lung_cancer_confirmed",)
        return Judged((against,) if against else (), None, told(names, standing.facts, spec.stated))
    found = transition_check(spec.source, spec.target, facts, today, role)
    arrow = step_taken(spec.source, spec.target, facts, today, role)
    proof = _unproven(standing, spec)
    once = {(one.rule_id, one.severity): one for one in (*found, *([proof] if proof else []))}
    names = asked_names(spec.source, spec.target)
    return Judged(tuple(once.values()), arrow, told(names, standing.facts, spec.stated))


def asked_names(source: PathwayState, target: PathwayState) -> tuple[str, ...]:
    """The facts that the steps between two states ask for, each once."""
    confirms = target is PathwayState.CONFIRMED
    steps = (one for one in TRANSITIONS if source in one.sources and one.target is target)
    return tuple(dict.fromkeys(name for one in steps for name in asked(one.rule.rule_id, confirms=confirms)))


def _unproven(standing: Standing, spec: StepSpec) -> Finding | None:
    """The stop when imaging is said to prove what no study on record proves (DX-19, DX-18)."""
    by_imaging = spec.source in CONFIRMING or spec.source is PathwayState.INDETERMINATE
    if spec.target is not PathwayState.CONFIRMED or not by_imaging:
        return None
    return imaging_check(evidence_of(standing.chart))


def _done_already(row: Patient, by: User, spec: StepSpec) -> PathwayStep | None:
    """The same step by the same person, sent a moment ago: it is the last one a person took."""
    last = valid_steps(row).exclude(origin=StepOrigin.AUTOMATIC).first()
    if last is None or (last.from_state, last.to_state) != (spec.source or "", spec.target):
        return None
    is_same = last.recorded_by_id == by.id and last.taken_on == spec.taken_on
    return last if is_same and last.reason == spec.reason.strip() else None


def _problems(
    spec: StepSpec, row: Patient, judged: Judged, standing: Standing, today: date
) -> dict[str, object]:
    day = happened(spec.taken_on, row, today)
    before = standing.last.taken_on if standing.last else None
    if not day and before is not None and spec.taken_on < before:
        day = _("The step before was taken on %(day)s. Accepted: that day or later.") % {"day": before}
    return {"taken_on": day, "reason": _reason_problem(spec.reason.strip(), judged)}


def _reason_problem(reason: str, judged: Judged) -> object:
    if len(reason) > LONGEST:
        return _("At most %(n)s characters.") % {"n": LONGEST}
    if reason or not any(one.differs for one in judged.told):
        return None
    return _("An answer differs from the record. Please say why.")


def _taken(
    by: User, row: Patient, spec: StepSpec, judged: Judged, standing: Standing, today: date, now: datetime
) -> PathwayStep:
    step = Step(
        target=spec.target,
        rule_id=judged.rule_id,
        taken_on=spec.taken_on,
        origin=StepOrigin.PERSON if judged.arrow else StepOrigin.ENTRY,
        reason=spec.reason,
        inputs={one.name: plain({"record": one.recorded, "stated": one.stated}) for one in judged.told},
    )
    written = step_write(by=by, patient=row, step=step)
    _diagnose(by, row, spec, judged.arrow, today)
    if standing.last is not None:
        _close(row, standing.last, spec.target.zh, by, now)
    _ask(by, row, written, today)
    return written


def _diagnose(by: User, row: Patient, spec: StepSpec, arrow: Transition | None, today: date) -> None:
    """Confirming in the pathway confirms the diagnosis; the pathway stands there already by then."""
    if arrow is None or spec.target is not PathwayState.CONFIRMED:
        return
    known = BoneMetastasis.objects.filter(patient=row).first() or BoneMetastasis(patient=row)
    if known.status == MetastasisStatus.CONFIRMED:
        return
    diagnosis = MetastasisSpec(
        status=MetastasisStatus.CONFIRMED,
        confirmed_on=spec.taken_on,
        basis=STORED_BASIS[arrow.basis],
        sites=known.sites,
        extent=Extent(known.extent) if known.extent else None,
        extent_on=known.extent_on,
    )
    metastasis_write(by=by, found=known, spec=diagnosis, today=today)


def _ask(by: User, row: Patient, step: PathwayStep, today: date) -> None:
    """Open the task a step asks for, if it asks for one."""
    if step.rule_id not in TASKS:
        return
    kind, role = TASKS[step.rule_id]
    task_open(
        key=f"pathway:{step.id}",
        kind=kind,
        patient=row,
        role=role,
        owner=row.responsible_doctor if role == StaffRole.ONCOLOGIST else None,
        due_on=today,
        by=by,
        subject_id=step.id,
        rule_id=step.rule_id,
        message=EFFECTS[step.rule_id],
    )


def _close(row: Patient, step: PathwayStep, evidence: str, by: User, now: datetime) -> None:
    kinds = tuple(TaskKind)
    tasks_close_by_fact(patient=row, kinds=kinds, evidence=evidence, now=now, by=by, subject_id=step.id)


@transaction.atomic
def pathway_take_back(*, by: User, step: PathwayStep, reason: str, now: datetime) -> PathwayStep:
    """The last step, void, and the task it had opened closed. Raises what `step_void` raises."""
    voided = step_void(by=by, step=step, reason=reason, now=now)
    _close(voided.patient, voided, reason.strip(), by, now)
    return voided
