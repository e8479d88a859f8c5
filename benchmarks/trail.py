"""P14: what the trail costs a page and a change, and what sealing and verifying cost an entry."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import RequestFactory

from accounts import audit, clock
from accounts.models import TrailBatch, TrailUnsealed, User
from accounts.trail.sealing import seal
from accounts.trail.verifying import faults
from benchmarks.measure import Comparison, Cost, compare, cost_of
from benchmarks.pages import nurse
from patients.models import BodyWeight, Patient

CALLS = 10
CHANGES = 50
LINES = 300


def look() -> Comparison:
    """A patient's page with its line in the trail; and without."""
    page, alone = both()
    return compare(page, alone, times=CALLS)


def both() -> tuple[Callable[[], None], Callable[[], None]]:
    """The page as it is, and the page that leaves no line."""
    browser, patient = nurse(), _patient()

    def page() -> None:
        answer = browser.get(f"/patients/{patient.pk}/")
        if answer.status_code != 200:
            raise RuntimeError(f"The patient's page answered {answer.status_code}.")

    def alone() -> None:
        with _unrecorded():
            page()

    return page, alone


def line() -> Cost:
    """One line alone, since a page's own cost varies by more than that."""
    request, patient = RequestFactory().get("/"), _patient()
    request.user = User.objects.get(username="nurse0")
    return cost_of(lambda: audit.record(request=request, patient_id=patient.pk, subject="benchmark"), LINES)


def change(today: date) -> Comparison:
    """One row written with its line in the trail; and without the table's trigger."""
    patient, by = _patient(), User.objects.get(username="nurse0")

    def write() -> None:
        for n in range(CHANGES):
            kg = Decimal(40) + Decimal(n) / 10
            BodyWeight.objects.create(patient=patient, weight_kg=kg, measured_on=today, recorded_by=by)

    try:
        return compare(_with_trigger("ENABLE", write), _with_trigger("DISABLE", write))
    finally:
        _with_trigger("ENABLE", lambda: None)()


def sealing() -> tuple[float, float]:
    """CPU microseconds an entry: sealed, and verified."""
    waiting = TrailUnsealed.objects.count()
    sealed = cost_of(lambda: seal(clock.now())).cpu_ms * 1000 / max(waiting, 1)
    settings.TRAIL_HEADS_DIR = ""
    entries = sum(len(batch.entry_ids) for batch in TrailBatch.objects.all())
    return sealed, cost_of(_verify).cpu_ms * 1000 / max(entries, 1)


def _verify() -> None:
    if found := list(faults()):
        raise RuntimeError(f"The trail of the benchmark is not whole: {found[0]}")


def _patient() -> Patient:
    return Patient.objects.filter(department=User.objects.get(username="nurse0").department).earliest("id")


def _with_trigger(state: str, write: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE patients_bodyweight {state} TRIGGER trail")
        write()

    return run


@contextmanager
def _unrecorded() -> Iterator[None]:
    """No line is written, for the length of the block."""
    real: Any = audit.record
    audit.record = lambda **_: None
    try:
        yield
    finally:
        audit.record = real
