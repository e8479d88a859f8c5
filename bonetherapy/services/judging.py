"""Keeps the readiness of coming doses at hand, so that a ward's list is read, not computed.

A trigger forgets the judgement whenever a fact behind it changes (migration 0002); time alone is told by
`judged_for`. Whoever finds a judgement missing makes it: the nightly sweep, or the first page of the morning.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from bonetherapy.models import Dose
from bonetherapy.models.doses import READINESS
from bonetherapy.selectors.day import AHEAD_DAYS, DayFilters, DayPage, day_page, my_doses, not_judged
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.selectors.scope import awaited_doses
from bonetherapy.selectors.snapshots import check_snapshot
from bonetherapy.services.settling import requests_settle
from guidelines.bone.checks import Check

CHUNK = 500


def day_open(*, user: User, filters: DayFilters, today: date) -> DayPage:
    """The user's day, judged: what nobody judged since a fact or the date changed is judged now."""
    page = day_page(user=user, filters=filters, today=today)
    if not page.counts.unjudged:
        return page
    _judge_all(my_doses(user, today).filter(not_judged(today)), today)
    return day_page(user=user, filters=filters, today=today)


def doses_judge_all(*, today: date) -> int:
    """Judge every awaited dose up to a week ahead that needs it; the number judged. Twice changes nothing."""
    soon = awaited_doses().filter(due_on__lte=today + timedelta(days=AHEAD_DAYS))
    return _judge_all(soon.filter(not_judged(today)), today)


def _judge_all(rows: QuerySet[Dose], today: date) -> int:
    ids = rows.order_by("due_on", "id").values_list("id", flat=True).iterator(chunk_size=CHUNK)
    count = 0
    while chunk := list(islice(ids, CHUNK)):
        doses = Dose.objects.filter(id__in=chunk).select_related("course__protocol")
        count += doses_judge(list(doses), today=today)
    return count


@transaction.atomic
def doses_judge(doses: Sequence[Dose], *, today: date) -> int:
    """Write how the checks of these doses stand; load them with course and protocol. The number written.

    A request whose check came into order is settled on the way.
    """
    found = readiness_of(doses, today=today)
    requests_settle(doses, found)
    return Dose.objects.bulk_update([*_judged(doses, found, today)], READINESS)


def _judged(doses: Sequence[Dose], found: Mapping[UUID, tuple[Check, ...]], today: date) -> Iterator[Dose]:
    for dose in doses:
        checks = found[dose.id]
        dose.readiness = [check_snapshot(check) for check in checks]
        dose.blocked_by = [check.kind.value for check in checks if check.blocks]
        dose.judged_for = max(dose.booked_on or dose.due_on, today)
        yield dose
