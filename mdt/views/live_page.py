"""The page of the room: the case in the middle, put together from the open record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts import clock
from accounts.vocabulary import say
from bonetherapy.selectors.therapy import therapy_of
from design.chart import facts
from design.chart.lanes import EventLane, Lane
from design.chart.picture import NARROW, Layout, picture
from design.chart.scale import window
from imaging.lesion_map import map_of
from imaging.models import KeyImage
from mdt.decision_words import type_word
from mdt.enums import Stance
from mdt.figures import figures_of
from mdt.following_words import Mark, link_words, mark_of
from mdt.models import Case
from mdt.selectors.chains import links_in
from mdt.selectors.recommended import recommended
from mdt.views.live_door import Spot
from mdt.views.live_state import digest_of, discipline_word, state_context
from mdt.views.trail import listed_in
from patients.selectors.whole import OpenRecord
from patients.timeline import lanes_of
from patients.views.door import record_page
from worklist.models import Task
from worklist.ranks import EMERGENCY
from worklist.rows import STOPPING
from worklist.selectors.todo import patient_tasks
from worklist.services import patient_freshen

MONTHS, IMAGES_SHOWN, EARLIER_SHOWN = 10, 2, 4
BESIDE = Layout(660, 112)
STANCES = {
    Stance.AGREE: ("thumb-up", "green"),
    Stance.OTHER: ("replace", "amber"),
    Stance.NEED_DATA: ("file-search", "blue"),
}


def live_page(
    request: HttpRequest, spot: Spot, record: OpenRecord, desk: dict[str, Any], status: int
) -> HttpResponse:
    """The whole page; `desk` is what stands on the right."""
    context = state_context(spot) | case_context(spot, record) | desk
    listed_in(request, spot.meeting, (row.case for row in context["rows"] if row.name))
    context["digest"] = digest_of(context, request)
    return record_page(request, "mdt/live/page.html", record, status, **context)


def case_context(spot: Spot, record: OpenRecord) -> dict[str, Any]:
    """What the middle shows; the queries are the same for a meeting of one case and of sixty."""
    kept = patient_freshen(patient_id=record.patient.id, now=clock.now())
    tasks = list(patient_tasks(record.patient, record.today))
    return {
        "case": spot.case,
        "figures": figures_of(record),
        **charts(record),
        "images": images_of(spot.case),
        "lesions": map_of(record.patient, record.rows, may_record=False),
        "earlier": earlier_of(spot.case, record),
        "opinions": opinions_of(spot.case),
        "stops": None if kept.failed_at else [*_stopping(tasks), *_blocking(record)],
        "applying": recommended(spot.case, tasks),
    }  # fmt: skip


def earlier_of(case: Case, record: OpenRecord) -> list[tuple[Any, Mark, str, str]]:
    """The last decisions of other cases: each with its state, its type and what became of it."""
    links = links_in(record, before=case, limit=EARLIER_SHOWN)
    return [
        (link.decision, mark_of(link, record.today), type_word(link.decision.type), link_words(link))
        for link in links
    ]


def charts(record: OpenRecord) -> dict[str, Any]:
    """The time line of the last months: examinations, events, doses and what else a phone shows."""
    lanes = [lane for lane in lanes_of(record) if lane.on_phone or isinstance(lane, EventLane)]
    shown = _shown(lanes, record)
    return {"wide": picture(lanes, shown, BESIDE), "narrow": picture(lanes, shown, NARROW)}


def _shown(lanes: list[Lane], record: OpenRecord) -> Any:
    today = record.today
    return window(today, MONTHS, facts.earliest(lanes), facts.planned_next(lanes, today))


def images_of(case: Case) -> list[KeyImage]:
    """The newest key images of the patient, the older of them first, without their pixels."""
    rows = KeyImage.objects.filter(patient=case.patient_id, voided_at=None).defer("jpeg")
    newest = rows.select_related("series__study").order_by("-created_at")[:IMAGES_SHOWN]
    return sorted(newest, key=lambda row: row.series.study.done_on or record_day(row))


def record_day(row: KeyImage) -> Any:
    """The day a picture was kept, where its examination has none."""
    return row.created_at.date()


def opinions_of(case: Case) -> list[tuple[str, str, str, str, str]]:
    """Icon, tone, stance, discipline and words of each opinion given before the meeting."""
    rows = case.opinions.select_related("given_by")
    return [
        (
            *STANCES[Stance(row.stance)],
            str(Stance(row.stance).label),
            discipline_word(row.discipline),
            row.text,
        )
        for row in rows
    ]


def _stopping(tasks: list[Task]) -> list[tuple[str, str]]:
    """Findings that stop something or cannot wait: title and why."""
    found = [task for task in tasks if task.rank == EMERGENCY or task.severity in STOPPING]
    return [(task.title, task.why) for task in found]


def _blocking(record: OpenRecord) -> list[tuple[str, str]]:
    """The checks in the way of the next dose."""
    running = therapy_of(record).running
    checks = [check for check in running.checks if check.blocks] if running else []
    return [(_("Next dose"), say(check.finding.message)) for check in checks if check.finding]
