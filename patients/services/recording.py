"""One way to write, correct and void every row that builds on `Recorded`, in this room and in those above.

Each kind of row says once which columns its spec fills, who may write it, what may be wrong with it, and what
the rules say to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.findings import Finding
from patients.models import Patient
from patients.models.recorded import Recorded
from patients.services.overrides import findings_settle
from patients.services.writing import locked, must, refuse, without_reason
from patients.specs.overrides import Acknowledgement

S = TypeVar("S")
M = TypeVar("M", bound=Recorded)
Problems = dict[str, object]


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes into whose record on which day: what a rule may ask besides the facts themselves."""

    by: User
    patient: Patient
    today: date


Findings = Iterable[Finding]


def _silent(_spec: Any, _writing: Writing) -> Findings:
    return ()


def _nothing_more(_old: Any, _new: Any) -> None:
    return None


def _nothing_hangs(_row: Any) -> None:
    return None


def _every_column(columns: dict[str, Any]) -> dict[str, Any]:
    return columns


@dataclass(frozen=True, slots=True)
class Kind(Generic[S, M]):
    """How rows of one table are written. `problems` says what is wrong, per field of the spec.

    `findings` says what the rules find in the facts before they are stored: a HARD, STOP or WARN among them
    waits for its answer. Without `columns` the fields of the spec are the columns, by name.
    `carry` hands over to a corrected row what hung on the old one and was not typed; `withdraw` takes back
    what a voided one had asked for. `same` says which of the columns make two rows the same fact. `day` names
    a column only an import may leave open, and who corrects such a row.
    """

    model: type[M]
    permission: Permission
    problems: Callable[[S, Patient, date], Problems]
    columns: Callable[[S], dict[str, Any]] | None = None
    findings: Callable[[S, Writing], Findings] = _silent
    carry: Callable[[M, M], None] = _nothing_more
    withdraw: Callable[[M], None] = _nothing_hangs
    same: Callable[[dict[str, Any]], dict[str, Any]] = _every_column
    day: str = ""

    def row(self, spec: S) -> dict[str, Any]:
        """What the columns hold: text without blanks around it, None for a choice as no text."""
        given = self.columns(spec) if self.columns else _by_name(spec)
        return {name: _stored(self.model, name, value) for name, value in given.items()}


def _by_name(spec: Any) -> dict[str, Any]:
    return {part.name: getattr(spec, part.name) for part in fields(spec)}


def _stored(model: type[Recorded], name: str, value: Any) -> Any:
    column = model._meta.get_field(name)
    if value is None and not getattr(column, "null", True):
        return ""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return list(value)
    return value.strip() if isinstance(value, str) else value


def record_findings(
    *, kind: Kind[S, M], by: User, patient: Patient, spec: S, today: date
) -> tuple[Finding, ...]:
    """What the rules say to these facts: the same for page, API and import. Nothing is written."""
    return tuple(kind.findings(spec, Writing(by, patient, today)))


@transaction.atomic
def record_add(
    *,
    kind: Kind[S, M],
    by: User,
    patient: Patient,
    spec: S,
    today: date,
    answers: Iterable[Acknowledgement] = (),
    imported: bool = False,
) -> M:
    """The new row. The same facts again are the row that is there already, not a second one.

    Raises ValidationError per field, Refusal while a rule waits for its answer. An imported row may lack its
    day and is never refused by a rule: what happened elsewhere is kept as it was told.
    """
    must(by, kind.permission)
    patient = locked(patient.id)
    columns = _checked(kind, spec, patient, today, asks_day=not imported)
    valid = kind.model._default_manager.filter(patient=patient, voided_at=None)
    same: M | None = valid.filter(**kind.same(columns)).first()
    if same is not None:
        return same
    row = kind.model(patient=patient, recorded_by=by, is_imported=imported, **columns)
    if not imported:
        _settle(kind, row, spec, Writing(by, patient, today), answers)
    row.save(force_insert=True)
    return row


@transaction.atomic
def record_correct(
    *,
    kind: Kind[S, M],
    by: User,
    row: M,
    spec: S,
    reason: str,
    today: date,
    now: datetime,
    answers: Iterable[Acknowledgement] = (),
) -> M:
    """The corrected row; the old one stays, void, with the reason.

    Raises Conflict when it is void already, Refusal while a rule waits for its answer.
    """
    must(by, kind.permission)
    patient = locked(_patient_id(row))
    refuse({"reason": without_reason(reason)})
    asks_day = bool(kind.day) and getattr(row, kind.day) is not None
    columns = _checked(kind, spec, patient, today, asks_day=asks_day)
    old = _void(by, row, reason, now)
    new = kind.model(patient=patient, recorded_by=by, corrects=old, **columns)
    _settle(kind, new, spec, Writing(by, patient, today), answers)
    new.save(force_insert=True)
    kind.carry(old, new)
    return new


def _settle(kind: Kind[S, M], row: M, spec: S, writing: Writing, answers: Iterable[Acknowledgement]) -> None:
    """An override names the row that it let pass."""
    findings_settle(
        by=writing.by,
        patient=writing.patient,
        findings=kind.findings(spec, writing),
        answers=answers,
        subject_id=row.pk,
    )


@transaction.atomic
def record_void(*, kind: Kind[S, M], by: User, row: M, reason: str, now: datetime) -> M:
    """The row, void: no rule reads it any more. Raises Conflict when it was void already."""
    must(by, kind.permission)
    locked(_patient_id(row))
    refuse({"reason": without_reason(reason)})
    gone = _void(by, row, reason, now)
    kind.withdraw(gone)
    return gone


def row_held(row: M) -> M:
    """The row, locked, as it stands. Raises Conflict when it was corrected or voided."""
    held = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if held.voided_at is not None:
        raise Conflict(_("This record was corrected or voided. Reload the page to see it as it stands."))
    return held


def _patient_id(row: Any) -> Any:
    return row.patient_id


def _checked(kind: Kind[S, M], spec: S, patient: Patient, today: date, *, asks_day: bool) -> dict[str, Any]:
    columns = kind.row(spec)
    undated = asks_day and kind.day and columns[kind.day] is None
    day: Problems = {kind.day: _("Please enter the day.")} if undated else {}
    refuse(day | _too_long(kind.model, columns) | _found(kind.problems(spec, patient, today)))
    return columns


def _found(problems: Problems) -> Problems:
    return {name: problem for name, problem in problems.items() if problem}


def _too_long(model: type[Recorded], columns: dict[str, Any]) -> Problems:
    found: Problems = {}
    for name, value in columns.items():
        longest = getattr(model._meta.get_field(name), "max_length", None)
        if longest and isinstance(value, str) and len(value) > longest:
            found[name] = _("At most %(n)s characters.") % {"n": longest}
    return found


def _void(by: User, row: M, reason: str, now: datetime) -> M:
    held = row_held(row)
    held.voided_at, held.voided_by, held.void_reason = now, by, reason.strip()
    held.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return held
