"""One address sent twice: what each time wrote, and that the second time wrote nothing and said the same."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.files import File
from django.db import connection

from accounts.models import User
from accounts.once.keeping import AGAIN, HEADERS
from tests.access import Row, Stage
from tests.hardening.doors import may
from tests.twice.before import SENDERS

# Rows written in this transaction, by whatever wrote them: a statement, a trigger, a cascade.
COUNTS = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
# A session notes when it was used: no act.
SESSIONS = "accounts_opensession"
# What is written about an act; a look writes it too.
ABOUT = {"accounts_submission", "accounts_readrecord", "accounts_trailunsealed", "pghistory_context"}
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Twice:
    """What was sent, both answers, and the tables each time wrote."""

    body: dict[str, Any]
    first: Any
    second: Any
    wrote: set[str]
    wrote_again: set[str]

    @property
    def has_acted(self) -> bool:
        """The first time changed something, and was not refused."""
        return self.first.status_code < 400 and bool(self.wrote - ABOUT)

    @property
    def faults(self) -> list[str]:
        """What the second time did that it must not."""
        found = sorted(self.wrote_again)
        if self.second.get(AGAIN) != "true":
            found.append("was no repetition")
        if told(self.first) != told(self.second):
            found.append(f"{told(self.first)[:2]} and then {told(self.second)[:2]}")
        return found


@dataclass(frozen=True, slots=True)
class Walk:
    """What came of sending each of many: how many acted, which did not, and what is wrong with whom."""

    acted: int
    unreached: set[str]
    faults: dict[str, list[str]]


def walked(tried: Iterable[tuple[str, Twice | None]]) -> Walk:
    """One after the other, by name; None: nobody achieved anything there."""
    found = list(tried)
    acted = [(name, one) for name, one in found if one is not None]
    faults = {name: one.faults for name, one in acted if one.faults}
    return Walk(len(acted), {name for name, one in found if one is None}, faults)


def twice(send: Callable[[dict[str, Any]], Any], body: dict[str, Any]) -> Twice:
    """Send it, and send it again."""
    before = counts()
    first = send(_from_the_start(body))
    between = counts()
    second = send(_from_the_start(body))
    return Twice(body, first, second, more(before, between), more(between, counts()))


def _from_the_start(body: dict[str, Any]) -> dict[str, Any]:
    for value in body.values():
        if isinstance(value, File):
            value.seek(0)
    return body


def counts() -> Counts:
    """Rows written so far, by table."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(cursor.fetchall())


def more(before: Counts, after: Counts) -> set[str]:
    """The tables that were written in between."""
    return {table for table, rows in after.items() if rows != before.get(table, 0)} - {SESSIONS}


def told(answer: Any) -> tuple[int, dict[str, str], bytes]:
    """What an answer says."""
    return answer.status_code, {name: answer[name] for name in HEADERS if name in answer}, answer.content


def senders(name: str, row: Row, stage: Stage) -> Iterator[User]:
    """Three of those who are let in, the ones who know her best first; or who is named for this address."""
    people = stage.people
    if name in SENDERS:
        yield User.objects.get(username=SENDERS[name])
        return
    first = (people.doctor_wang, people.nurse_li, people.coordinator_qian, people.radiologist_he)
    others = User.objects.exclude(pk__in=[one.pk for one in first]).order_by("username")
    yield from islice((user for user in (*first, *others) if may(user, row, stage)), 3)
