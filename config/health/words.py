"""The words of the health page: what each check looks at, what is wrong, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.health.checks import Check, State
from mdt.selectors.traffic import WAY
from worklist.enums import Channel

Words = str | Promise

JOBS: Mapping[str, Words] = {
    "worklist.plan_reminders": _("Planning reminders"),
    "worklist.deliver_reminders": _("Sending reminders"),
    "worklist.release_stale_claims": _("Taking back what a lost worker was sending"),
    "worklist.reassess": _("Applying the rules to changed records"),
    "imaging.flag_overdue_scans": _("Finding overdue scans"),
    "mdt.answer_decisions": _("Asking whether decisions were carried out"),
    "bonetherapy.plan_doses_ahead": _("Planning doses ahead"),
    "bonetherapy.judge_readiness": _("Checking that coming injections are ready"),
    "bonetherapy.open_reviews": _("Opening reviews of holds"),
    "mdt.render_minutes": _("Printing minutes"),
    "bonetherapy.watch_ctx": _("Watching CTX"),
    "accounts.seal_trail": _("Sealing the trail"),
    "accounts.clear_sessions": _("Clearing ended sessions"),
    "accounts.forget_answers": _("Forgetting kept answers"),
    "mdt.plan_meetings": _("Planning regular meetings"),
    "mdt.remind_invited": _("Reminding the invited"),
    "mdt.deliver_mails": _("Sending mail about meetings"),
}
QUEUES: Mapping[str, Words] = {
    "default": _("Workers of general jobs"),
    "reminders": _("Workers of reminders and rules"),
}
WAYS: Mapping[str, Words] = {
    **{channel.value: channel.label for channel in Channel},
    WAY: _("Mail about meetings"),
}
CERTIFICATES: Mapping[str, Words] = {
    "postgres": _("Certificate of PostgreSQL, days left"),
    "redis": _("Certificate of Redis, days left"),
    "web": _("Certificate between proxy and web, days left"),
}
TITLES: Mapping[str, Words] = {
    "database": _("Database"),
    "tables": _("Tables of this version"),
    "broker": _("Redis that wakes the workers"),
    "cache": _("Redis of short-lived counts"),
    "disk": _("Folder of attached reports, per cent free"),
    "clock": _("Clocks of server and database, seconds apart"),
    "backup": _("Backup"),
}
WRONG: Mapping[str, tuple[Words, Words]] = {
    "database": (
        _("The database does not answer."),
        _("Start PostgreSQL. Nothing was lost that a page said was saved."),
    ),
    "tables": (
        _("The database is older than the program."),
        _("Run the migrations: docker compose run --rm migrate."),
    ),
    "broker": (
        _("Redis does not answer: no reminder leaves, no rule is applied."),
        _("Start Redis. Nothing is lost: what is due stands in the database and goes out afterwards."),
    ),
    "cache": (
        _("Redis of the short-lived counts does not answer."),
        _("Start Redis. Pages work without it, a little slower."),
    ),
    "disk": (
        _("Reports cannot be attached, or soon not any more."),
        _("Set ATTACHMENT_DIR to a folder BoneBoard may write to, and give its disk more room."),
    ),
    "clock": (
        _("The clocks of server and database differ by more than a minute."),
        _("Set both by the hospital's time server: due days and signatures depend on it."),
    ),
    "certificate": (
        _("This certificate ends within thirty days, or is refused already. Without it nothing connects."),
        _("Run deploy/secrets with the folder of secrets and restart what it names; see docs/operations.md."),
    ),
    "backup": (
        _("There is no backup of the last day."),
        _("Run make backup, and let it run every night; see docs/operations.md."),
    ),
    "queue": (
        _("No worker has taken anything for ten minutes."),
        _("Start worker and clock again: docker compose restart worker beat. What was missed is caught up."),
    ),
    "job": (
        _("This did not succeed at its time."),
        _("Look into the log of the worker for the name below, and tell the maintainer."),
    ),
    "channel": (
        _("Messages have been waiting for more than half an hour."),
        _("Look at the mail server and at EMAIL_HOST. They leave by themselves once it answers."),
    ),
    "failed": (
        _("Messages failed since yesterday."),
        _("Open the outbox, read why, and send them again. Patients concerned are on the call list."),
    ),
}
NEVER: Mapping[str, tuple[Words, Words]] = {
    "queue": (
        _("No worker has ever taken anything from this queue."),
        _("Start worker and clock: docker compose up -d worker beat."),
    ),
    "job": (
        _("This has never run."),
        _("Start worker and clock: docker compose up -d worker beat."),
    ),
}
STATES: Mapping[State, tuple[str, Words]] = {
    State.WELL: ("ok", _("Well")),
    State.UNKNOWN: ("unknown", _("Not known")),
    State.CAUTION: ("warn", _("Look at it")),
    State.BAD: ("stop", _("Broken")),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A check in the user's language. `wrong` and `advice` are for those that need somebody."""

    check: Check
    title: Words
    wrong: Words
    advice: Words
    badge: str
    state: Words


def told(check: Check) -> Told:
    """The check with its words."""
    table = NEVER if check.state == State.CAUTION and check.code in NEVER else WRONG
    wrong, advice = table[check.code]
    badge, state = STATES[check.state]
    return Told(check, _title(check), wrong, advice, badge, state)


def _title(check: Check) -> Words:
    if check.code in {"channel", "failed"}:
        return format_lazy("{} · {}", _("Messages"), WAYS[check.subject])
    subjects = {**TITLES, **QUEUES, **JOBS, **CERTIFICATES}
    return subjects.get(check.subject) or TITLES.get(check.code, check.subject)
