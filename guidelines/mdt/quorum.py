"""Was the meeting complete? Enough disciplines, and the right ones (MDT-03, MDT-11)."""

from collections.abc import Iterable

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.mdt.disciplines import IMAGING, ONCOLOGY, Discipline, Seat, in_order, missing_seats
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MdtLimits
from guidelines.terms import Term, Text


class AttendanceMode(Term):
    """How somebody takes part; both ways count for the quorum (MDT-11)."""

    ON_SITE = "ON_SITE", "现场", "On site"
    REMOTE = "REMOTE", "远程", "Remote"


MDT_11 = Rule(
    "MDT-11",
    Severity.INFO,
    Text(
        "远程参会者请选择“远程”并填写所在医院；远程参会计入法定人数。",
        "For a remote participant record the mode and the hospital; remote attendance counts for the quorum.",
    ),
    "WP §32",
    Grade.UNGRADED,
)
MDT_11_HOSPITAL = Rule(
    "MDT-11",
    Severity.INFO,
    Text("远程参会者尚未填写所在医院。", "The hospital of the remote participant is not recorded."),
    "WP §32",
    Grade.UNGRADED,
)


def remote_note(mode: AttendanceMode, hospital: str) -> Finding | None:
    """Return what to record of a remote participant (MDT-11); None for somebody in the room."""
    if mode is AttendanceMode.ON_SITE:
        return None
    return MDT_11.finding() if hospital.strip() else MDT_11_HOSPITAL.finding()


MDT_03 = Rule(
    "MDT-03",
    Severity.WARN,
    Text(
        "参会学科未达要求（{present} 个学科，至少 {minimum} 个）。缺少：{missing}。",
        "The meeting is not complete ({present} disciplines, at least {minimum}). Missing: {missing}.",
    ),
    "P AMB-63",
    Grade.PROJECT,
)
_SEATS: tuple[tuple[Seat, Text], ...] = (
    (ONCOLOGY, Text("肿瘤内科、胸部肿瘤科或呼吸内科", "medical oncology, thoracic oncology or respiratory")),
    (IMAGING, Text("影像科或核医学科", "diagnostic imaging or nuclear medicine")),
)
_MORE = Text("更多学科", "more disciplines")


def quorum_check(present: Iterable[Discipline], limits: MdtLimits = DEFAULT_MDT_LIMITS) -> Finding | None:
    """Return the warning when the record is closed without quorum (MDT-03), else None.

    A discipline counts once however many of its people came.
    """
    there = frozenset(present)
    empty = missing_seats(tuple(place for place, _ in _SEATS), there)
    missing = [words for place, words in _SEATS if place in empty]
    if len(there) < limits.mdt_quorum:
        missing.append(_MORE)
    if not missing:
        return None
    return MDT_03.finding(
        present=len(there),
        minimum=limits.mdt_quorum,
        missing=tuple(missing),
        disciplines=in_order(there),
    )


MDT_03_REQUIRED = Rule(
    "MDT-03",
    Severity.WARN,
    Text(
        "本团队规定必须到场的学科缺席：{missing}。",
        "Disciplines this board requires did not come: {missing}.",
    ),
    "P AMB-63",
    Grade.PROJECT,
)


def required_check(present: Iterable[Discipline], required: frozenset[Discipline]) -> Finding | None:
    """Return the warning that a discipline this board requires is not there (MDT-03), else None."""
    missing = required - frozenset(present)
    return MDT_03_REQUIRED.finding(key="required", missing=in_order(missing)) if missing else None
