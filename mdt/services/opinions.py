"""What members think before the meeting, and the time they spent reading."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import Stance, Work
from mdt.models import Case, PanelOpinion, TimeSpent
from mdt.selectors.prereads import seat_of
from mdt.services import casework
from mdt.specs.cases import StanceSpec
from patients.services.writing import must, refuse

LONGEST_TEXT = 2000
# Nobody reads one case longer at a time: a page left open over lunch is not reading.
LONGEST_READING = timedelta(minutes=60)


@transaction.atomic
def opinion_give(*, by: User, case: Case, spec: StanceSpec, now: datetime) -> PanelOpinion:
    """The member's one opinion on the case, for the discipline of the seat; a later one replaces it.

    Raises ValidationError for another proposal or missing data without words, PermissionDenied for somebody
    who has no seat on this board, Conflict when the case is concluded.
    """
    must(by, Permission.PANEL_OPINION)
    row = casework.held_row(case)
    discipline = seat_of(by, row)
    if discipline is None:
        raise PermissionDenied
    casework.must_be_under_way(row)
    refuse({"text": _untold(spec)})
    opinion, _made = PanelOpinion.objects.update_or_create(
        case=row,
        given_by=by,
        defaults={
            "discipline": discipline,
            "stance": spec.stance,
            "text": spec.text.strip(),
            "given_at": now,
        },
    )
    return opinion


@transaction.atomic
def reading_count(
    *, by: User, case: Case, opened_at: datetime, seconds: int, now: datetime
) -> TimeSpent | None:
    """The time the page was looked at, as preparation of the case; told again, the longer one stands.

    `seconds` is what the page says; never more than since it was opened, and at most an hour. None for less
    than a second, and for somebody who has no seat on this board.
    """
    row = casework.held_row(case)
    length = min(timedelta(seconds=seconds), now - opened_at, LONGEST_READING)
    if length < timedelta(seconds=1) or seat_of(by, row) is None:
        return None
    ended_at = opened_at + length
    spent, made = TimeSpent.objects.get_or_create(
        case=row,
        user=by,
        work=Work.PREPARATION,
        started_at=opened_at,
        defaults={"ended_at": ended_at},
    )
    if not made and (spent.ended_at is None or spent.ended_at < ended_at):
        spent.ended_at = ended_at
        spent.save(update_fields=["ended_at"])
    return spent


def _untold(spec: StanceSpec) -> object:
    if spec.stance != Stance.AGREE and not spec.text.strip():
        return _("Please say what you propose, or which data you need.")
    return casework.too_long(spec.text, LONGEST_TEXT)
