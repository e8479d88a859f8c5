"""`manage.py demo_hospital`: fill an empty database with the demo hospital, and print who can sign in."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import clock
from accounts.models import Hospital, User
from bonetherapy.services.ahead import doses_plan_ahead
from config.demo.patients import PATIENTS
from config.demo.record import record_write
from config.demo.scene import scene
from config.demo.staff import EAST, EVERYBODY, PASSWORD, open_hospitals
from config.demo.therapy import therapy_write


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
    east, _west = open_hospitals()
    for demo in PATIENTS:
        place = scene(east, demo, today)
        therapy_write(place, record_write(place))
    doses_plan_ahead(today=today)


def _sign_in_table() -> str:
    lines = [f"演示用户（密码均为 {PASSWORD}） / demo users, all with the password {PASSWORD}:"]
    lines += [f"  {person.username:<20} {person.name}  {person.role.value}" for person in EVERYBODY]
    return "\n".join(lines)
