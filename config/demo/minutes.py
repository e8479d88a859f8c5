"""Two meetings of the demo board: one of five days ago, sealed; yesterday's waits for its signatures."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Discipline
from accounts.models import User
from mdt.enums import CaseState, Intent, MeetingState
from mdt.models import Attendance, Board, Case, Decision, Dissent, Meeting
from mdt.services.closing import meeting_close
from mdt.services.signing import minutes_sign
from patients.models import Patient

NOTE = "放疗科、口腔科急诊缺席，会后书面确认"
LINES = (
    ("RT", "T8 外照射 30 Gy / 10 次，止痛", Discipline.RAD_ONC, "GL Rec 10", "1B", 14),
    ("FOLLOW_UP", "按期复查全身骨显像与胸部 CT", Discipline.RADIOLOGY, "IMG-02", "", 90),
    ("DENTAL", "完成口腔检查，不延迟骨改良药", Discipline.STOMATOLOGY, "GL Rec 8", "1B", 7),
)


def minutes_write(board: Board, now: datetime) -> None:
    """The two meetings, through the services that close and sign."""
    people = {user.username: user for user in User.objects.filter(email__endswith="@demo.invalid")}
    first, second = Patient.objects.filter(department=people["doctor"].department).order_by(
        "hospital_number"
    )[:2]
    sealed = _held(board, people, first, _afternoon(now, days_ago=5))
    for signer in ("radiologist", "member", "doctor"):
        minutes_sign(by=people[signer], meeting=sealed, now=_afternoon(now, days_ago=5) + timedelta(hours=2))
    _held(board, people, second, _afternoon(now, days_ago=1))


def _afternoon(now: datetime, days_ago: int) -> datetime:
    """15:00 in the hospital on a day before."""
    day = timezone.localtime(now).date() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(15)))


def _held(board: Board, people: dict[str, User], about: Patient, at: datetime) -> Meeting:
    """One meeting with one case, closed by the coordinator."""
    meeting = Meeting.objects.create(
        board=board, starts_at=at, place=board.place, state=MeetingState.OPEN, opened_at=at
    )
    for name in ("doctor", "radiologist", "member"):
        user = people[name]
        Attendance.objects.create(
            meeting=meeting,
            user=user,
            name=user.name,
            discipline=user.discipline,
            recorded_by=people["doctor"],
        )
    _case(meeting, people, about, at)
    closing = at + timedelta(hours=1)
    return meeting_close(by=people["coordinator"], meeting=meeting, note=NOTE, now=closing)


def _case(meeting: Meeting, people: dict[str, User], about: Patient, at: datetime) -> None:
    doctor = people["doctor"]
    case = Case.objects.create(
        patient=about,
        board=meeting.board,
        meeting=meeting,
        place=1,
        question="T8 疼痛加重，先放疗还是先手术？骨改良药如何调整？",
        conclusion="先外照射止痛，骨改良药按期继续，复查影像后再评估手术。",
        patient_wish="以止痛和行走为先，愿意放疗。",
        state=CaseState.CLOSED,
        submitted_at=at - timedelta(days=2),
        submitted_by=doctor,
        closed_at=at + timedelta(minutes=12),
        closed_by=doctor,
    )
    for number, (kind, text, discipline, cited, grade, days) in enumerate(LINES, start=1):
        Decision.objects.create(
            case=case,
            number=number,
            type=kind,
            text=text,
            intent=Intent.PALLIATIVE if kind == "RT" else "",
            owner=doctor,
            discipline=discipline,
            due_on=timezone.localtime(at).date() + timedelta(days=days),
            rule_id=cited,
            grade=grade,
            recorded_by=people["coordinator"],
        )
    member = people["member"]
    Dissent.objects.create(
        case=case,
        decision=case.decisions.get(number=1),
        user=member,
        name=member.name,
        discipline=member.discipline,
        reason="SINS 未评估，宜先评估椎体稳定性，再定放疗时机。",
        recorded_by=people["coordinator"],
    )
