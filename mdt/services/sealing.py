"""Sealing: the minutes of all concluded cases are frozen together; a later version says why it exists."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import Hospital, User
from mdt.enums import MeetingState
from mdt.minutes.content import Edition, content_of, day_of
from mdt.minutes.seal import number_of, seal_of
from mdt.models import Case, Meeting, Minutes, SignOff
from mdt.selectors.minutes import concluded
from mdt.selectors.signing import needed
from mdt.services.held import must_run
from worklist.middleware import wake

RENDER = "mdt.render_minutes"


def seal_when_signed(*, by: User | None, meeting: Meeting, now: datetime) -> list[Minutes]:
    """The minutes of the meeting, sealed, once nobody has to sign any more; empty before.

    `by` None: no signature was the last one, the others are no longer asked for. The caller holds the
    meeting's row, so that this happens once.
    """
    meeting = Meeting.objects.select_related("board__hospital", "board__chair", "board__coordinator").get(
        pk=meeting.pk
    )
    if any(one.given is None for one in needed(meeting)):
        return []
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.SIGNED, signed_at=now)
    signatures = tuple(meeting.signatures.select_related("signed_by"))
    numbers = _numbers(meeting)
    sealed = [
        _write(case, meeting, signatures, Edition(number=next(numbers), version=1, sealed_at=now), by)
        for case in concluded(meeting)
    ]
    transaction.on_commit(partial(wake, RENDER))
    return sealed


@transaction.atomic
def minutes_renew(*, by: User, minutes: Minutes, reason: str, now: datetime) -> Minutes:
    """Another version of the minutes as the record tells them now; the old one stays as it is.

    Raises ValidationError without a reason, Conflict when there is a newer version already.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=minutes.case_id)
    rows = Meeting.objects.select_related("board__hospital", "board__chair", "board__coordinator")
    meeting = rows.get(cases=case)
    must_run(by, meeting.board)
    if not reason.strip():
        raise ValidationError({"reason": _("Please give a reason.")})
    if case.minutes.filter(version__gt=minutes.version).exists():
        raise Conflict(_("These minutes have a newer version. Change that one."))
    edition = Edition(
        number=minutes.number, version=minutes.version + 1, sealed_at=now, reason=reason.strip(), by=by.name
    )
    transaction.on_commit(partial(wake, RENDER))
    whole = concluded(meeting).get(pk=case.pk)
    return _write(whole, meeting, tuple(meeting.signatures.select_related("signed_by")), edition, by)


def _write(
    case: Case, meeting: Meeting, signatures: tuple[SignOff, ...], edition: Edition, by: User | None
) -> Minutes:
    content = content_of(case, meeting, signatures, edition)
    return Minutes.objects.create(
        case=case,
        version=edition.version,
        number=edition.number,
        content=content,
        sha256=seal_of(content),
        sealed_at=edition.sealed_at,
        sealed_by=by,
        reason=edition.reason,
    )


def _numbers(meeting: Meeting) -> Iterator[str]:
    """Numbers of that day in the hospital, one after the other; its row is held while they are given out."""
    hospital = Hospital.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.board.hospital_id)
    day = day_of(meeting)
    taken = Minutes.objects.filter(
        case__board__hospital=hospital, version=1, number__startswith=number_of(day, 0)[:-2]
    ).count()
    while True:
        taken += 1
        yield number_of(day, taken)
