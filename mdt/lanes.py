"""What this room draws on the time line (settings.TIMELINE_SOURCES)."""

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from design.chart.lanes import Flag, FlagLane, Lane
from mdt.models import Conference, Minutes
from mdt.selectors.patient_minutes import minutes_of
from mdt.sheets import CONFERENCE
from patients.selectors.whole import OpenRecord


def conferences(record: OpenRecord) -> Lane:
    """Conferences; their days run through all lanes, so that cause and effect line up."""
    sealed = {row.case.conference_id: row for row in record.rows.asked(minutes_of)}
    flags = tuple(_flag(row, sealed.get(row.id)) for row in CONFERENCE.newest(record.rows))
    return FlagLane(title=pgettext("lane", "MDT decisions"), flags=flags)


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
