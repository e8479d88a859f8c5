"""Who can own a decision, and who is proposed for one (MDT-04)."""

from dataclasses import dataclass

from accounts.enums import Discipline
from accounts.models import User
from guidelines.mdt.decisions import REQUIRED, DecisionType
from guidelines.mdt.disciplines import Discipline as Seat
from mdt.models import Case


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who carries a decision out, with the discipline that answers for it."""

    user: User
    discipline: Discipline


def owners_of(case: Case) -> list[Owner]:
    """The doctor of the patient first, then the members of the board, each once."""
    found: dict[object, Owner] = {}
    doctor = case.patient.responsible_doctor
    seats = case.board.members.filter(left_on=None).select_related("user__department")
    for row in seats:
        found[row.user.id] = Owner(row.user, Discipline(row.discipline))
    if doctor is not None:
        first = found.pop(doctor.id, None) or Owner(doctor, discipline_of(doctor))
        return [first, *found.values()]
    return list(found.values())


def discipline_of(user: User) -> Discipline:
    """The discipline of a person, else of the department; an oncologist's is medical oncology."""
    own = user.discipline or (user.department.discipline if user.department else "")
    return Discipline(own) if own in set(Discipline) else Discipline.MED_ONC


def owner_for(of: DecisionType, owners: list[Owner]) -> Owner | None:
    """Whoever is proposed: one of the discipline the decision needs, else the doctor of the patient."""
    seat = REQUIRED.get(of)
    fitting = [one for one in owners if seat is None or Seat(one.discipline) in seat]
    return next(iter(fitting or owners), None)
