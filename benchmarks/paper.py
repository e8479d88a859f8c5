"""P13: the PDF of a meeting of sixty cases, beside bare WeasyPrint on the same HTML and the same style.

Ours reads the sealed rows, writes the page and renders it behind the closed fetcher. Memory is the peak of
this process while it does so (VmHWM, reset before each side).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import weasyprint
from django.db import transaction

from accounts import clock
from accounts.models import User
from benchmarks.measure import Comparison, compare
from mdt.enums import CaseState, MeetingState
from mdt.minutes.pdf import pdf_of
from mdt.minutes.printing import meeting_html
from mdt.minutes.styles import print_style
from mdt.models import Board, Case, Decision, Meeting
from mdt.selectors.minutes import meeting_seal, sealed_of
from mdt.services.closing import meeting_close
from patients.selectors import visible_to

CASES = 60
WORDS = "T8 新发病理性骨折，先放疗还是先手术？骨改良药如何调整？"
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True, slots=True)
class Printing:
    """Both sides of one meeting. Memory in MB; `is_same` says that they made the same bytes."""

    took: Comparison
    ours_mb: float
    bare_mb: float
    cases: int
    is_same: bool

    @property
    def case_s(self) -> float:
        """CPU seconds of ours per case."""
        return self.took.ours.cpu_ms / 1000 / self.cases


def both(cases: int = CASES, rounds: int = 3) -> Printing:
    """Ours and bare; nothing of the meeting stays."""
    with _meeting(cases) as meeting:
        html = _html(meeting)
        made: dict[str, bytes] = {}

        def ours() -> None:
            made["ours"] = pdf_of(_html(meeting))

        def bare() -> None:
            style = weasyprint.CSS(string=print_style())
            made["bare"] = weasyprint.HTML(string=html).write_pdf(stylesheets=[style])

        took = compare(ours, bare, rounds=rounds)
        memory = _peak_mb(ours), _peak_mb(bare)
    return Printing(took, *memory, cases=cases, is_same=made["ours"] == made["bare"])


def _html(meeting: Meeting) -> str:
    sealed = sealed_of(meeting)
    return meeting_html(meeting, sealed, meeting_seal(sealed), "zh-hans")


@contextmanager
def _meeting(cases: int) -> Iterator[Meeting]:
    """A closed meeting with sealed minutes of so many patients of one doctor, taken back at the end."""
    with transaction.atomic():
        doctor = User.objects.filter(role="ONCOLOGIST", is_active=True).earliest("username")
        yield _closed(doctor, cases)
        transaction.set_rollback(True)


def _closed(doctor: User, cases: int) -> Meeting:
    now = clock.now()
    facts = {"hospital": doctor.hospital, "chair": doctor, "coordinator": doctor, "name": "P13"}
    board = Board.objects.create(**facts)
    meeting = Meeting.objects.create(
        board=board, starts_at=now - timedelta(hours=2), state=MeetingState.OPEN, opened_at=now
    )
    for place, patient in enumerate(visible_to(doctor).order_by("id")[:cases], start=1):
        case = Case.objects.create(
            patient=patient,
            board=board,
            meeting=meeting,
            place=place,
            question=WORDS,
            state=CaseState.CLOSED,
            submitted_at=now,
            submitted_by=doctor,
            closed_at=now,
            closed_by=doctor,
            conclusion=WORDS,
        )
        Decision.objects.bulk_create(_decision(case, doctor, number) for number in range(1, 5))
    return meeting_close(by=doctor, meeting=meeting, note="P13", now=now)


def _decision(case: Case, doctor: User, number: int) -> Decision:
    return Decision(
        case=case,
        number=number,
        type="RT",
        text=WORDS,
        owner=doctor,
        discipline="RAD_ONC",
        due_on=clock.today(),
        rule_id="GL Rec 10",
        grade="1B",
        recorded_by=doctor,
    )


def _peak_mb(work: Callable[[], object]) -> float:
    Path("/proc/self/clear_refs").write_text("5")
    work()
    found = PEAK.search(Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
