"""How every page about boards finds its rows: those the user may see, else 404."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import SignedInRequest
from mdt.models import Board, Meeting
from mdt.selectors.boards import boards_seen, runs
from mdt.selectors.meetings import meetings_seen
from patients.forms.base import RoomForm
from patients.views.saving import saved, status_of


def board_or_404(request: SignedInRequest, board_id: UUID) -> Board:
    """The board, when the user may see it."""
    return get_object_or_404(boards_seen(request.user), pk=board_id)


def meeting_or_404(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    """The meeting with its board, when the user may see it."""
    return get_object_or_404(meetings_seen(request.user), pk=meeting_id)


def run_board_or_404(request: SignedInRequest, board_id: UUID) -> Board:
    """The board for somebody who runs it; 403 for who only sees it."""
    board = board_or_404(request, board_id)
    if not runs(request.user, board):
        raise PermissionDenied
    return board


def run_meeting_or_404(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    """The meeting for somebody who runs its board; 403 for who only sees it."""
    meeting = meeting_or_404(request, meeting_id)
    if not runs(request.user, meeting.board):
        raise PermissionDenied
    return meeting


def form_page(
    request: SignedInRequest,
    form: RoomForm,
    act: Callable[[], object],
    done: str,
    back_url: str,
    **context: Any,
) -> HttpResponse:
    """Back where it came from when it is done, else the form with what is wrong."""
    if saved(request, form, act):
        messages.success(request, done)
        return redirect(back_url)
    page = {"form": form, "back_url": back_url, **context}
    return render(request, "mdt/board/form.html", page, status=status_of(request))


def clicked(
    request: SignedInRequest, form: RoomForm, act: Callable[[], object], done: str, back_url: str
) -> HttpResponse:
    """After one click or a small form of another page: back there with the word, or with what is wrong."""
    if saved(request, form, act):
        messages.success(request, done)
    else:
        for problems in form.errors.values():
            for problem in problems:
                messages.warning(request, str(problem))
    return redirect(back_url)
