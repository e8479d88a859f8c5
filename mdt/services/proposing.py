"""What the rules ask the board to see becomes proposed cases (MDT-T01 to T14).

A proposal has reasons and no question: a person submits it with one. Nobody touched it: it changes with the
rules and goes when they no longer ask. What a person withdrew comes back only for a new reason. Patients
whose hospital has no board keep the finding and nothing else. The caller holds the assessments.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F

from guidelines.assessment.assess import Assessment
from guidelines.assessment.presenting import BoardCall
from mdt.enums import CaseState, Lane
from mdt.models import Board, Case
from mdt.models.cases import UNDER_WAY
from mdt.services.alarms import chairs_tell
from patients.models import Patient

# Why the rules took a proposal back; `ended_by` None says who.
BY_RULES = "MDT-T"
SAID = ("lane", "triggers", "reasons", "wanted_by", "version")
GONE = ("state", "ended_reason", "version")


@dataclass(slots=True)
class Work:
    """What has to be written, for all patients together."""

    made: list[Case] = field(default_factory=list)
    changed: list[Case] = field(default_factory=list)
    gone: list[Case] = field(default_factory=list)
    alarms: list[Case] = field(default_factory=list)


def cases_propose(assessments: Mapping[UUID, Assessment], now: datetime) -> int:
    """Open, change and take back proposals until they are what the rules ask; how many were touched.

    The number of queries does not depend on the number of patients, but for alarms; the second time there is
    nothing to do.
    """
    patients = Patient.objects.in_bulk(list(assessments))
    boards = _boards({patient.hospital_id for patient in patients.values()})
    if not boards:
        return 0
    standing, withdrawn = _standing(patients.keys(), boards), _withdrawn(patients.keys())
    work = Work()
    for patient_id, patient in patients.items():
        board = boards.get(patient.hospital_id)
        if board is not None:
            call, row = assessments[patient_id].board, standing.get(patient_id)
            _compare(work, patient, board, row, call, withdrawn.get(patient_id, frozenset()))
    return _write(work, now)


def proposals_take_back(*, board: Board) -> int:
    """Take back what stands proposed to a board that meets no more; how many. Nobody could answer it."""
    rows = Case.objects.filter(board=board, state=CaseState.PROPOSED)
    return rows.update(state=CaseState.WITHDRAWN, ended_reason=BY_RULES, version=F("version") + 1)


def _boards(hospital_ids: Collection[UUID]) -> dict[UUID, Board]:
    """The board of each hospital that rules propose to: the oldest active one."""
    rows = Board.objects.filter(hospital__in=hospital_ids, is_active=True).select_related("chair")
    return {board.hospital_id: board for board in rows.order_by("-created_at")}


def _standing(patient_ids: Collection[UUID], boards: Mapping[UUID, Board]) -> dict[UUID, Case]:
    """The case under way at the board of the patient's hospital, held, in one order for every worker.

    One that was referred to the board of another hospital is not meant, although that board proposes too.
    """
    ours = Case.objects.filter(board__in=boards.values(), board__hospital=F("patient__hospital"))
    rows = ours.filter(patient__in=patient_ids, state__in=UNDER_WAY)
    return {row.patient_id: row for row in rows.select_for_update(of=("self",)).order_by("id")}


def _withdrawn(patient_ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """The reasons for which a person did not want the patient presented."""
    rows = Case.objects.filter(patient__in=patient_ids, state=CaseState.WITHDRAWN, ended_by__isnull=False)
    found: dict[UUID, frozenset[str]] = {}
    for patient_id, reasons in rows.values_list("patient_id", "reasons"):
        found[patient_id] = found.get(patient_id, frozenset()) | set(reasons)
    return found


def _compare(
    work: Work,
    patient: Patient,
    board: Board,
    row: Case | None,
    call: BoardCall | None,
    unwanted: frozenset[str],
) -> None:
    if row is None:
        if call is not None and not unwanted.issuperset(call.reasons):
            _made(work, patient, board, call)
    elif row.state == CaseState.PROPOSED and call is None:
        row.state, row.ended_reason, row.version = CaseState.WITHDRAWN, BY_RULES, row.version + 1
        work.gone.append(row)
    elif row.state == CaseState.PROPOSED and call is not None:
        row.patient, row.board = patient, board
        _changed(work, row, call)


def _made(work: Work, patient: Patient, board: Board, call: BoardCall) -> None:
    case = Case(patient=patient, board=board, state=CaseState.PROPOSED, lane=_lane(call), **_columns(call))
    work.made.append(case)
    if call.urgent:
        work.alarms.append(case)


def _changed(work: Work, row: Case, call: BoardCall) -> None:
    """A proposal that became urgent is told; one that a person put into a lane stays there otherwise."""
    columns = _columns(call)
    is_new_alarm = call.urgent and row.lane != Lane.URGENT and _is_new(row, call)
    if all(getattr(row, name) == value for name, value in columns.items()) and not is_new_alarm:
        return
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    if is_new_alarm:
        row.lane = Lane.URGENT
        work.alarms.append(row)
    work.changed.append(row)


def _is_new(row: Case, call: BoardCall) -> bool:
    return not set(call.triggers) <= set(row.triggers)


def _lane(call: BoardCall) -> Lane:
    return Lane.URGENT if call.urgent else Lane.DISCUSS


def _columns(call: BoardCall) -> dict[str, object]:
    return {
        "triggers": list(call.triggers),
        "reasons": [reason.value for reason in call.reasons],
        "wanted_by": call.wanted_by,
    }


def _write(work: Work, now: datetime) -> int:
    """What leaves goes first, so that what comes finds its place free."""
    if work.gone:
        Case.objects.bulk_update(work.gone, GONE)
    if work.changed:
        Case.objects.bulk_update(work.changed, SAID)
    Case.objects.bulk_create(work.made, ignore_conflicts=True)
    kept = Case.objects.filter(id__in=[case.id for case in work.alarms]).values_list("id", flat=True)
    told = set(kept) if work.alarms else set()
    chairs_tell(cases=[case for case in work.alarms if case.id in told], now=now)
    return len(work.gone) + len(work.changed) + len(work.made)
