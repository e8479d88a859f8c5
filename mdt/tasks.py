"""What this room does by the clock. Each may run twice and change nothing the second time."""

from celery import shared_task

from accounts import clock
from mdt import services
from mdt.services.answering import decisions_answer
from mdt.services.preparing import prereads_render_due
from mdt.services.referrals import referrals_lapse
from mdt.services.rendering import files_render_due
from mdt.services.signing import minutes_seal_due


@shared_task(name="mdt.plan_meetings", time_limit=300)
def plan_meetings() -> int:
    """Every night: write the regular meetings of the coming weeks that lack, and let go what nobody sees."""
    return services.meetings_plan(clock.now()) + referrals_lapse(clock.now())


@shared_task(name="mdt.remind_invited", time_limit=300)
def remind_invited() -> int:
    """Write the reminders of tomorrow's meetings."""
    return services.meeting_reminders_write(clock.now())


@shared_task(name="mdt.deliver_mails", time_limit=540)  # below the lease of a claim
def deliver_mails() -> dict[str, int]:
    """Send what the invited are to hear."""
    return dict(services.mails_deliver(clock.now()))


@shared_task(name="mdt.render_minutes", time_limit=540)
def render_minutes() -> int:
    """Make the PDF files that sealed minutes and published agendas lack; woken by both, and every minute.

    Minutes nobody has to sign any more are sealed first.
    """
    minutes_seal_due(now=clock.now())
    return files_render_due(now=clock.now()) + prereads_render_due(now=clock.now())


@shared_task(name="mdt.answer_decisions", time_limit=300)
def answer_decisions() -> int:
    """Every hour: what doses, scans, treatments and settled tasks say of the decisions nobody answered."""
    return decisions_answer(clock.now())
