"""The kept answers: looked up under a lock that only the same act of the same user waits for."""

import base64
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from accounts.models import Submission, User
from accounts.once.keys import Act

KEPT_FOR: Final = timedelta(days=3)
HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Refresh", "HX-Trigger", "ETag")
AGAIN = "Idempotency-Replayed"


class StillRunning(Exception):
    """The same act is under way in another request."""


class OtherAct(Exception):
    """The key was used for something else."""


def answered(user: User, act: Act) -> HttpResponse | None:
    """What this act was answered; None when it did not happen yet, and then nobody else can do it meanwhile.

    Call it inside the transaction that does the act. Raises StillRunning and OtherAct.
    """
    _hold(user, act)
    kept = Submission.objects.filter(user=user, key=act.key).first()
    if kept is None:
        return None
    if kept.digest != act.digest:
        raise OtherAct
    headers = {**kept.headers, AGAIN: "true"}
    answer = HttpResponse(base64.b64decode(kept.body), status=kept.status, headers=headers)
    if "Content-Type" not in kept.headers:  # Django gives one to every answer
        del answer["Content-Type"]
    return answer


def keep(user: User, act: Act, answer: HttpResponseBase) -> None:
    """Remember an answer that had an effect. A streamed file is none."""
    if answer.status_code >= 400 or not isinstance(answer, HttpResponse):
        return
    Submission.objects.create(
        user=user,
        key=act.key,
        address=act.address,
        digest=act.digest,
        status=answer.status_code,
        headers={name: answer[name] for name in HEADERS if name in answer},
        body=base64.b64encode(answer.content).decode(),
    )


def forget(now: datetime) -> int:
    """Drop the answers older than three days; how many."""
    return Submission.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]


def _hold(user: User, act: Act) -> None:
    name = f"{user.pk} {act.key}"
    call = "pg_advisory_xact_lock" if act.waits else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}(hashtextextended(%s, 0))", [name])
        if not act.waits and not cursor.fetchone()[0]:
            raise StillRunning
