"""The board of the demo has its cases at any hour: past the deadline, before and after the meeting."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.timezone import localdate

from accounts.models import User
from config.demo.board import board_write
from config.demo.board_cases import CASES, board_cases_write
from config.demo.staff import open_hospitals
from mdt.enums import CaseState
from mdt.models import Case, PanelOpinion
from tests.cast import confirm_bone_metastasis, patient

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "friday"),
    [
        ("2026-11-26 15:30", "2026-11-27"),  # Thursday: the deadline passed half an hour ago
        ("2026-11-27 14:59", "2026-11-27"),
        ("2026-11-27 15:30", "2026-12-04"),
    ],
)
def test_the_next_meeting_has_its_cases(now: str, friday: str) -> None:
    _build(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI))
    rows = list(Case.objects.select_related("meeting").order_by("place"))
    assert {f"{localdate(row.meeting.starts_at)}" for row in rows if row.meeting} == {friday}
    assert sorted(row.state for row in rows) == [CaseState.ACCEPTED] * 3 + [CaseState.SUBMITTED]
    agenda = [row for row in rows if row.state == CaseState.ACCEPTED]
    assert [row.lane for row in agenda] == ["URGENT", "DISCUSS", "DISCUSS"]
    assert PanelOpinion.objects.get().case == agenda[0]


def _build(now: datetime) -> None:
    """Staff, the four patients with nothing but their diagnosis, the board and its cases."""
    with time_machine.travel(now, tick=False):
        east, _west = open_hospitals()
        for asked in CASES:
            row = patient(east.oncology_1, name=asked.number[-4:], number=asked.number)
            confirm_bone_metastasis(row, User.objects.get(username="doctor"))
        board_cases_write(board_write(east, now), now)
