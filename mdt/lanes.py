"""What this room draws on the time line (settings.TIMELINE_SOURCES)."""

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from design.chart.lanes import Flag, FlagLane, Lane
from design.words import word
from mdt.following_words import decision_words, link_words, mark_of
from mdt.models import Conference, Minutes
from mdt.selectors.chains import Link, links_in
from mdt.selectors.patient_minutes import minutes_of
from mdt.sheets import CONFERENCE
from patients.selectors.whole import OpenRecord

# Decisions drawn; older ones are on the pages of their meetings.
DRAWN = 12
OUTCOME_TONES = {
    "decision_done": "green",
    "decision_partly": "amber",
    "decision_not": "red",
    "overdue": "red",
}


def conferences(record: OpenRecord) -> Lane:
    """Conferences and what was decided; their days run through all lanes, so cause and effect line up."""
    sealed = {row.case.conference_id: row for row in record.rows.asked(minutes_of)}
    held = [_flag(row, sealed.get(row.id)) for row in CONFERENCE.newest(record.rows)]
    decided = [_decision(link, record) for link in links_in(record, limit=DRAWN)]
    return FlagLane(title=pgettext("lane", "MDT decisions"), flags=(*held, *decided))


def _decision(link: Link, record: OpenRecord) -> Flag:
    """A decision on the day it was taken; its note says what became of it."""
    row, mark = link.decision, mark_of(link, record.today)
    state = mark.text or word(mark.state, mark.days)
    words = decision_words(row)
    return Flag(
        on=row.decided_on,
        said=" · ".join(part for part in (words, state, link_words(link)) if part),
        url=reverse("following:decision", args=[row.id]),
        word=words,
        note=state,
        note_tone=OUTCOME_TONES.get(mark.state, "ink2"),
    )


def _flag(row: Conference, minutes: Minutes | None) -> Flag:
    """One conference; it leads to its sealed minutes where there are some."""
    line = CONFERENCE.line(row)
    address = reverse("minutes:case", args=[row.patient_id, minutes.id]) if minutes else CONFERENCE.page(row)
    return Flag(
        on=line.on,
        said=line.said,
        url=address,
        word=row.conclusion.strip() or gettext("no conclusion recorded"),
        note=f"{line.on:%m-%d}" if line.on else "",
    )
