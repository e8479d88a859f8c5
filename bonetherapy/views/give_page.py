"""What the page that records a dose shows: the checks, the stops, and the consequence before saving."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from accounts.models import User
from accounts.templatetags.words import number, say, short_date
from bonetherapy.enums import DoseState
from bonetherapy.forms.give import GivenForm, TypedForm
from bonetherapy.models import Dose
from bonetherapy.selectors.batches import last_batch
from bonetherapy.selectors.timeline import course_timeline
from bonetherapy.services.doses import GivePreview, give_preview
from bonetherapy.views.repairs import repairs
from guidelines.bone.checks import Check, CheckState
from guidelines.holidays import DayType, day_kind
from patients.views.stand import Stand, asked

OLDEST_YEAR = 1900
FREE = (DayType.HOLIDAY, DayType.WEEKEND)
SEARCH_DAYS = 12
UNSEEN = (CheckState.MISSING, CheckState.STALE)


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why the next date is a bad one, and the workdays around it; advice only, the plan stays."""

    why: str
    advice: str


def day_off(day: date) -> DayOff | None:
    """A holiday or weekend with the nearest workdays; None for a workday or an unknown year's weekday."""
    kind = day_kind(day)
    if kind.type not in FREE:
        return None
    near = [found for found in (_workday(day, -1), _workday(day, 1)) if found]
    advice = gettext("The plan keeps the date; workdays near it: %(days)s.") % {
        "days": gettext(", ").join(short_date(found) for found in near)
    }
    return DayOff(
        gettext("%(day)s is: %(kind)s.") % {"day": short_date(day), "kind": say(kind.label)}, advice
    )


def _workday(day: date, step: int) -> date | None:
    around = (day + timedelta(days=step * n) for n in range(1, SEARCH_DAYS))
    return next((found for found in around if day_kind(found).type not in FREE), None)


def next_note(dose: Dose, preview: GivePreview, given_on: date, today: date) -> str:
    """`周五 · 今日 + 28 天 · 第 12 次 · 非节假日`."""
    days = (preview.next_due_on - given_on).days
    start = pgettext("due", "Today") if given_on == today else short_date(given_on)
    kind = day_kind(preview.next_due_on)
    parts = [
        short_date(preview.next_due_on).split()[-1],
        ngettext("%(start)s + %(days)d day", "%(start)s + %(days)d days", days)
        % {"start": start, "days": days},
        gettext("dose %(number)s") % {"number": dose.number + 1},
        gettext("not a public holiday") if kind.type is not DayType.HOLIDAY else say(kind.label),
    ]
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Typed:
    """The moment and the dose as far as they can be read."""

    given_on: date
    dose_mg: Decimal | None


def typed_in(data: Any, now: datetime) -> Typed:
    """What was typed; this moment and the ordered dose (None) where nothing could be read."""
    form = TypedForm(data)
    moment = form.moment() or now
    return Typed(
        timezone.localdate(moment) if moment.year > OLDEST_YEAR else timezone.localdate(now), form.amount()
    )


def preview_of(dose: Dose, typed: Typed, today: date) -> GivePreview:
    """The consequence of what was typed."""
    return give_preview(dose, given_on=typed.given_on, today=today, dose_mg=typed.dose_mg)


def asks_reason(dose: Dose, preview: GivePreview) -> bool:
    """True for a late dose nobody has explained yet (REM-06)."""
    return bool(preview.days_late) and not dose.interruption_reason


def initial(dose: Dose, user: User, now: datetime) -> dict[str, Any]:
    """What is known before anybody types: today's batch, the ordered dose, this moment. Never the site."""
    batch = last_batch(user, dose.course.agent, timezone.localdate(now))
    known: dict[str, Any] = {"dose_mg": number(dose.course.dose_mg), "given_at": timezone.localtime(now)}
    return known | ({"batch": batch.batch, "expires_on": batch.expires_on} if batch else {})


def context(
    dose: Dose, user: User, form: GivenForm, preview: GivePreview, stand: Stand, typed: Typed, today: date
) -> dict[str, Any]:
    """Everything the template places."""
    timeline = course_timeline(dose.course, today)
    return {
        "dose": dose,
        "today": today,
        "form": form,
        "preview": preview,
        **asked(stand, user),
        "batch_hint": gettext("kept from today") if form.initial.get("batch") else "",
        "unseen": _unseen(preview),
        "repairs": repairs(
            stand.stops, user, dose.patient, back=reverse("bonetherapy:dose_give", args=[dose.id])
        ),
        "site_notes": _last_site(dose),
        "timeline": timeline.marks,
        "course_summary": gettext("%(given)d given · %(on_time)d on time")
        % {"given": timeline.given, "on_time": timeline.on_time},
        **_consequence(dose, preview, typed.given_on, today),
    }


def _unseen(preview: GivePreview) -> Check | None:
    """The check that stands in the way because nobody has looked: a result settles it, no hold is needed."""
    return next((check for check in preview.checks if check.blocks and check.state in UNSEEN), None)


def _consequence(dose: Dose, preview: GivePreview, given_on: date, today: date) -> dict[str, Any]:
    return {
        "next_note": next_note(dose, preview, given_on, today),
        "day_off": day_off(preview.next_due_on),
        "reminder_hour": f"{settings.REMINDER_HOUR:02d}:00",
        "labs_from": preview.next_due_on - timedelta(days=dose.course.protocol.lab_valid_days),
    }


def _last_site(dose: Dose) -> dict[str, str]:
    """The site of the dose before, marked so that the next one goes elsewhere."""
    last = dose.course.doses.filter(state=DoseState.GIVEN).order_by("-given_on").first()
    return {last.site: gettext("last time")} if last and last.site else {}
