"""`manage.py demo_hospital`: fill an empty database with the demo hospital, and print who can sign in."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import clock
from accounts.models import Hospital, User
from bonetherapy.services.ahead import doses_plan_ahead
from config.demo.board import board_write
from config.demo.board_cases import board_cases_write
from config.demo.decided import decided_write
from config.demo.emergency import emergency_write
from config.demo.images import images_write
from config.demo.lesions import lesions_write
from config.demo.minutes import minutes_write
from config.demo.patients import PATIENTS
from config.demo.person import person_write
from config.demo.recent import recent_write
from config.demo.reports import reports_write
from config.demo.scans import scans_write
from config.demo.scene import Scene, scene
from config.demo.staff import EAST, EVERYBODY, PASSWORD, open_hospitals
from config.demo.standing import document_of
from config.demo.tables import tables_write
from interop.cases.write import case_import
from worklist.services.reassessing import patients_reassess_due


class Command(BaseCommand):
    """Writes nothing when the database already has a hospital; prints no user when it is a real one."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the demo once, then name its users."""
        if not Hospital.objects.exists():
            _write()
        if User.objects.filter(username=EAST[0].username, email__endswith="@demo.invalid").exists():
            self.stdout.write(_sign_in_table())


@transaction.atomic
def _write() -> None:
    today = clock.today()
    east, west = open_hospitals()
    for demo in PATIENTS:
        _admit(scene(east, demo, today))
    images_write(today)
    reports_write()
    doses_plan_ahead(today=today)
    now = clock.now()
    patients_reassess_due(now=now)
    scans_write(now)
    board = board_write(east, now)
    minutes_write(board, now)
    board_cases_write(board, now)
    patients_reassess_due(now=now)
    decided_write(east.hospital, west.hospital, now)
    tables_write(now)
    emergency_write(now)


def _admit(place: Scene) -> None:
    """One patient: registered by the nurse, the record imported for the doctor, then what is new."""
    patient = person_write(place)
    case_import(
        by=place.doctor,
        patient=patient,
        document=document_of(place),
        index_on=place.index_on,
        on=place.today,
    )
    lesions_write(place, patient)
    recent_write(place, patient)


def _sign_in_table() -> str:
    lines = [f"演示用户（密码均为 {PASSWORD}） / demo users, all with the password {PASSWORD}:"]
    lines += [f"  {person.username:<20} {person.name}  {person.role.value}" for person in EVERYBODY]
    return "\n".join(lines)
