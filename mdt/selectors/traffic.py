"""Whether mail about meetings gets through, in figures without a name."""

from datetime import datetime

from mdt.models import MeetingMail
from worklist.selectors.traffic import Traffic, traffic_of

WAY = "MEETINGS"


def mail_traffic(now: datetime) -> Traffic:
    """The outbox of boards."""
    rows = MeetingMail.objects.all()
    return traffic_of(WAY, rows, rows, now)
