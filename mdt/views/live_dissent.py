"""A dissent in the room: who sees it otherwise, and why."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Discipline
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.forms.decisions import DissentForm
from mdt.selectors.presence import Person, presence_of
from mdt.services.decisions import dissent_record
from mdt.specs.decisions import DissentSpec
from mdt.views.live_desk import ASIDE, FORM, back, desk_page
from mdt.views.live_door import Spot, spot_or_404
from patients.forms.base import RoomForm
from patients.views.saving import saved, status_of, typed


@require_http_methods(FORM)
@requires(Permission.BOARD_VIEW)
def dissent(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """Who sees it otherwise, and why."""
    spot = spot_or_404(request, meeting_id, case_id)
    form = _dissent_form(request, spot)

    def act() -> object:
        return dissent_record(by=request.user, case=spot.case, spec=_dissent_spec(spot, form))

    if saved(request, form, act):
        return back(request, spot, ASIDE)
    status = status_of(request)
    shown: dict[str, Any] = {"aside": "mdt/live/dissent.html", "dissent_form": form, "part": ASIDE}
    return desk_page(request, spot, status=status, **shown)


def _dissent_form(request: SignedInRequest, spot: Spot) -> DissentForm:
    form = DissentForm(typed(request), auto_id="dissent_%s")
    words = [(one.code, f"{one.name} {one.discipline.label}") for one in _people(spot) if one.row]
    _offer(form, "who", words)
    numbers = spot.case.decisions.filter(voided_at=None).values_list("number", "text")
    _offer(form, "number", [("", _("The whole conclusion")), *((n, f"{n} {text}") for n, text in numbers)])
    if not spot.may_decide:
        for name in ("who", "name", "discipline"):
            del form.fields[name]
    return form


def _people(spot: Spot) -> list[Person]:
    benches = presence_of(spot.meeting, spot.today).benches
    return [one for bench in benches for one in bench.people]


def _offer(form: RoomForm, name: str, options: list[tuple[Any, str]]) -> None:
    field: Any = form.fields[name]
    field.choices = options


def _dissent_spec(spot: Spot, form: DissentForm) -> DissentSpec:
    data = form.cleaned_data
    person = next((one for one in _people(spot) if data.get("who") and one.code == data["who"]), None)
    discipline = person.discipline if person else data.get("discipline") or _own_discipline(spot)
    return DissentSpec(
        name=person.name if person else data.get("name", ""),
        discipline=Discipline(discipline),
        reason=data["reason"],
        number=data["number"],
        user=person.row.user if person and person.row else None,
    )


def _own_discipline(spot: Spot) -> str:
    seat = spot.meeting.board.members.filter(user=spot.user, left_on=None).first()
    return seat.discipline if seat else spot.user.discipline or Discipline.MED_ONC
