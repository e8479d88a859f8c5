"""The bell: in-app notices of one user."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from patients.selectors import visible_to
from worklist.enums import Audience, Channel, ReminderState
from worklist.models import Reminder


def inbox(user: User) -> QuerySet[Reminder]:
    """Notices sent to the user, or, for nurses, to the nurses of the department; newest first."""
    return _seen(_sent_to(user), user).order_by("-sent_at", "id")


def unread_count(user: User) -> int:
    """How many notices nobody has opened yet, counted up to 100.

    Asked on every page. Mostly there is none, and then it is not asked whose patients they are.
    """
    unread = _sent_to(user).filter(read_at=None)
    return _seen(unread, user)[:100].count() if unread.exists() else 0


def _sent_to(user: User) -> QuerySet[Reminder]:
    mine = Q(user_id=user.id)
    if user.role == Role.NURSE and user.department_id:
        mine |= Q(audience=Audience.NURSES, department_id=user.department_id)
    return Reminder.objects.filter(mine, channel=Channel.INBOX, state=ReminderState.SENT).order_by()


def _seen(rows: QuerySet[Reminder], user: User) -> QuerySet[Reminder]:
    return rows.filter(patient__in=visible_to(user))
