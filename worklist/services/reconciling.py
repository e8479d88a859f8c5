"""What the rules say and what stands on the list become the same: findings open, change and close tasks.

The caller holds the rows of `Reassessment` of these patients, so nobody else does the same at the same time;
the unique key of an open task is the second line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import Q

from accounts.enums import Role
from guidelines.assessment.coded import Coded
from guidelines.findings import Severity
from patients.models import Patient
from patients.services.overrides import plain
from worklist.codes import OWNER
from worklist.enums import TaskKind, TaskState
from worklist.models import FactChange, Task
from worklist.ranks import rank_of
from worklist.sources import covered_codes

SAID = (
    "rule_id", "rules", "severity", "rank", "message", "inputs", "source", "grade", "since", "due_on",
    "is_dated",
)  # fmt: skip
CHANGED = (*SAID, "wait_until")
CLOSED = ("state", "closed_at", "closing_facts")
# Remarks: nothing has to be done about them.
NO_WORK = frozenset({Severity.CALC, Severity.INFO})
Found = Mapping[UUID, Sequence[Coded]]
Key = tuple[str, str]


@dataclass(slots=True)
class Changes:
    """What has to be written, for all patients together."""

    opened: list[Task] = field(default_factory=list)
    changed: list[Task] = field(default_factory=list)
    closed: list[Task] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """When it happens, and which tables changed before, by patient."""

    today: date
    now: datetime
    sources: Mapping[UUID, list[str]]


def tasks_reconcile(
    *,
    patients: Mapping[UUID, Patient],
    found: Found,
    changes: Iterable[FactChange],
    today: date,
    now: datetime,
) -> int:
    """Open, change and close tasks until they say what was found; how many were touched.

    The number of queries does not depend on the number of patients; the second time there is nothing to do.
    """
    moment = Moment(today, now, _sources(changes))
    standing = _standing(patients)
    covered = covered_codes(patients.keys())
    work = Changes()
    for patient_id, patient in patients.items():
        mine = standing.get(patient_id, [])
        asked = {task.code for task in mine if task.kind != TaskKind.FINDING} | covered.get(patient_id, set())
        wanted = {_key(one): one for one in found[patient_id] if _is_work(one) and one.code not in asked}
        _compare(work, patient, [task for task in mine if task.kind == TaskKind.FINDING], wanted, moment)
    return _write(work)


def _is_work(finding: Coded) -> bool:
    return finding.severity not in NO_WORK


def _key(finding: Coded) -> Key:
    return finding.code.value, finding.subject[:300]


def _sources(changes: Iterable[FactChange]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for change in changes:
        names = found.setdefault(change.patient_id, [])
        if change.source not in names:
            names.append(change.source)
    return found


def _standing(patients: Mapping[UUID, Patient]) -> dict[UUID, list[Task]]:
    """Open tasks that bear a code, by patient; held until the end, in one order for every worker."""
    rows = Task.objects.filter(~Q(code=""), patient__in=patients.keys(), state=TaskState.OPEN)
    found: dict[UUID, list[Task]] = {}
    for task in rows.select_for_update(of=("self",)).order_by("id"):
        found.setdefault(task.patient_id, []).append(task)
    return found


def _compare(
    work: Changes, patient: Patient, standing: list[Task], wanted: Mapping[Key, Coded], moment: Moment
) -> None:
    """A second task about the same finding, which a merge of two records may leave, closes too."""
    kept: set[Key] = set()
    for task in standing:
        key = (task.code, task.subject)
        if key in kept or key not in wanted:
            work.closed.append(_ended(task, moment))
            continue
        kept.add(key)
        if _differs(task, _columns(wanted[key], task.due_on)):
            work.changed.append(task)
    work.opened += [_task(patient, one, moment) for key, one in wanted.items() if key not in kept]


def _ended(task: Task, moment: Moment) -> Task:
    task.state, task.closed_at = TaskState.DONE, moment.now
    task.closing_facts = moment.sources.get(task.patient_id, [])
    return task


def _differs(task: Task, columns: Mapping[str, object]) -> bool:
    """Whether the finding says something else now; the task then says it, and waits for nobody any more."""
    differs = False
    for name, value in columns.items():
        if getattr(task, name) != value:
            setattr(task, name, value)
            differs = True
    if differs:
        task.wait_until = None
    return differs


def _columns(finding: Coded, due_on: date) -> dict[str, object]:
    """What the finding says. Without a day of its own it is due since it holds, else since `due_on`."""
    return {
        "rule_id": (finding.rules[0] if finding.rules else "")[:12],
        "rules": list(finding.rules),
        "severity": finding.severity.value,
        "rank": rank_of(finding),
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "inputs": plain(finding.inputs),
        "source": finding.source[:200],
        "grade": finding.grade.value,
        "since": finding.since,
        "due_on": finding.due_on or finding.since or due_on,
        "is_dated": finding.due_on is not None,
    }


def _task(patient: Patient, finding: Coded, moment: Moment) -> Task:
    code, subject = _key(finding)
    role = OWNER[finding.code]
    return Task(
        key=f"finding:{uuid5(patient.id, f'{code}:{subject}')}",
        kind=TaskKind.FINDING,
        code=code,
        subject=subject,
        patient=patient,
        department_id=patient.department_id,
        role=role,
        owner_id=patient.responsible_doctor_id if role == Role.ONCOLOGIST else None,
        **_columns(finding, moment.today),
    )


def _write(work: Changes) -> int:
    if work.closed:
        Task.objects.bulk_update(work.closed, CLOSED)
    if work.changed:
        Task.objects.bulk_update(work.changed, CHANGED)
    Task.objects.bulk_create(work.opened, ignore_conflicts=True)
    return sum(1 for _ in _all(work))


def _all(work: Changes) -> Iterator[Task]:
    yield from work.opened
    yield from work.changed
    yield from work.closed
