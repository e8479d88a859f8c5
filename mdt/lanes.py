"""What this room draws on the time line (settings.TIMELINE_SOURCES)."""

from django.utils.translation import gettext, pgettext

from design.chart.lanes import Flag, FlagLane, Lane
from mdt.models import Conference
from mdt.sheets import CONFERENCE
from patients.selectors.whole import OpenRecord


def conferences(record: OpenRecord) -> Lane:
    """Conferences; their days run through all lanes, so that cause and effect line up."""
    flags = tuple(_flag(row) for row in CONFERENCE.newest(record.rows))
    return FlagLane(title=pgettext("lane", "MDT decisions"), flags=flags)


def _flag(row: Conference) -> Flag:
    line = CONFERENCE.line(row)
    return Flag(
        on=line.on,
        said=line.said,
        url=CONFERENCE.page(row),
        word=row.conclusion.strip() or gettext("no conclusion recorded"),
        note=f"{line.on:%m-%d}" if line.on else "",
    )
