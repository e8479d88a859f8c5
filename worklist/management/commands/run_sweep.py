"""`manage.py run_sweep [--now 2025-03-01T08:00] [--dry-run]`: reassess, plan, deliver by hand."""

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import clock
from worklist import services
from worklist.sources import sweep_steps


class Command(BaseCommand):
    """Prints new reminders by source and delivered ones by state; exit code 1 when a source failed."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A moment in the hospital's time, and whether to leave everything as it is."""
        parser.add_argument("--now", help="ISO date and time; default: this moment")
        parser.add_argument("--dry-run", action="store_true", help="show what would go out, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the sweep."""
        now = _moment(options["now"])
        if options["dry_run"]:
            self._rehearse(now)
            return
        self._reassess(now)
        for words, step in sweep_steps().items():
            self.stdout.write(f"{words}: {step(now)}")
        # A moment that is only pretended must not take a claim from somebody who is sending.
        returned = services.stale_claims_release(min(now, clock.now()))
        self.stdout.write(f"returned claims of workers that died: {returned}")
        try:
            self._print("planned", services.reminders_plan(now))
        except services.PlanningIncomplete as error:
            self._print("planned", error.counts)
            self._print("delivered", services.reminders_deliver(now))
            raise CommandError(f"sources that failed: {error}") from error
        self._print("delivered", services.reminders_deliver(now))

    def _reassess(self, now: datetime) -> None:
        sweep = services.patients_reassess_due(now=now)
        self.stdout.write(f"reassessed: {sweep.reassessed}, failed: {sweep.failed}")

    def _rehearse(self, now: datetime) -> None:
        rehearsal = services.reminders_rehearse(now)
        self._print("would plan", rehearsal.counts)
        groups = {
            f"{group.kind} {group.audience} {group.channel}": group.number for group in rehearsal.groups
        }
        self._print("would deliver", groups)

    def _print(self, verb: str, counts: Mapping[str, int]) -> None:
        for name, number in counts.items():
            self.stdout.write(f"{verb} {name}: {number}")
        self.stdout.write(f"{verb} in all: {sum(counts.values())}")


def _moment(text: str | None) -> datetime:
    if not text:
        return clock.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError("--now takes an ISO date and time, for example 2025-03-01T08:00") from error
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
