"""Which addresses of this room change a row that is there, and why the others write over nobody."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.meanwhile.watches import Watch, row
from mdt.api.kinds import CONFERENCES, CONSULTATIONS, OPINIONS
from mdt.models import (
    Board,
    BoardMember,
    BoardReferral,
    Case,
    Decision,
    Invitation,
    Meeting,
    MeetingSeries,
)
from mdt.sheets import SHEETS
from patients.edits import ASKS, NEW, new_rows, of_kinds, of_sheets

_KINDS = (CONFERENCES, OPINIONS, CONSULTATIONS)
_MEETING, _CASE, _BOARD = row(Meeting, "meeting_id"), row(Case, "case_id"), row(Board, "board_id")
_INVITATION, _MEMBER = row(Invitation, "invitation_id"), row(BoardMember, "member_id")
_FOLLOWED, _REFERRAL = row(Decision, "decision_id"), row(BoardReferral, "referral_id")
_AGENDA = Watch(Case, {"meeting_id": "meeting_id"})
_NUMBERED = Watch(Decision, {"case_id": "case_id", "number": "number"})
_OWN = "of the signed-in person alone"
_TEXTS = "each text carries the version its writer saw (docs/adr/0021-typing-together.md)"
_SEALED = "the signature names the content it was shown; another content refuses it"
_PULSE = "says who runs the clock; nothing is typed"
EDITS: Mapping[str, Watch] = {
    **of_sheets(SHEETS),
    **of_kinds(_KINDS),
    **{f"following:{act}": _FOLLOWED for act in ("course", "confirm", "answer")},
    **{f"following:{act}": _REFERRAL for act in ("accept", "end")},
    **{f"board:meeting_{act}": _MEETING for act in ("move", "cancel", "publish", "open")},
    **{f"case:{act}": _CASE for act in ("word", "withdraw", "merge", "accept", "lane", "defer")},
    **{f"case:agenda_{act}": _AGENDA for act in ("build", "move", "publish")},
    "board:invitation_gone": _INVITATION,
    "board:answer_for": _INVITATION,
    "board:board_change": _BOARD,
    "board:member_leave": _MEMBER,
    "board:series_end": row(MeetingSeries, "series_id"),
    "live:begin": _MEETING,
    "live:decision_edit": _NUMBERED,
    "live:decision_void": _NUMBERED,
    "minutes:close": _MEETING,
    "api-board": _BOARD,
    "api-board-member-leave": _MEMBER,
    **{f"api-meeting-{act}": _MEETING for act in ("move", "cancel", "publish")},
    "api-invitation-answer": _INVITATION,
    **{f"api-case-{act}": _CASE for act in ("acceptance", "lane", "deferrals", "withdrawal")},
    "api-board-case-decision": _NUMBERED,
    "api-board-case-decision-void": _NUMBERED,
    "api-board-case-texts": _CASE,
    "api-board-case-close": _CASE,
    **{f"api-decision-{act}": _FOLLOWED for act in ("confirmation", "course", "outcome")},
    "api-referral-accept": _REFERRAL,
    "api-referral-end": _REFERRAL,
}
READS: Mapping[str, Watch] = {"api-meeting": _MEETING, "api-case": _CASE}
ADDS: Mapping[str, str] = {
    **new_rows(SHEETS, _KINDS),
    "following:refer": NEW,
    "board:answer": _OWN,
    "board:guest_add": NEW,
    "board:board_add": NEW,
    "board:member_add": NEW,
    "board:meeting_add": NEW,
    "board:series_add": NEW,
    "board:feed_make": _OWN,
    "board:feed_revoke": _OWN,
    "case:new": NEW,
    "case:ask": NEW,
    "case:opinion": _OWN,
    "case:reading": _OWN,
    "live:show": _PULSE,
    "live:attendance": "one button a person; the last one pressed is how it is, on every screen",
    "live:guest": NEW,
    "live:decision": NEW,
    "live:dissent": NEW,
    "live:texts": _TEXTS,
    "live:close": _TEXTS,
    "minutes:sign": _SEALED,
    "minutes:verify": ASKS,
    "minutes:renew": NEW,
    "api-boards": NEW,
    "api-board-members": NEW,
    "api-board-meetings": NEW,
    "api-meeting-invitations": NEW,
    "api-meeting-answer": _OWN,
    "api-patient-cases": NEW,
    "api-case-opinions": _OWN,
    "api-board-case-decisions": NEW,
    "api-board-case-dissents": NEW,
    "api-refer": NEW,
}
WORDS: Mapping[str, Any] = {"detail": _("details"), "reasons": _("reasons")}
