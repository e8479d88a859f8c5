"""Two acts waited for each other and the database ended one of them: how that is known and answered."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, SerializationFailure

from accounts.problems import problem

COLLIDED = (DeadlockDetected, SerializationFailure)
SECONDS = "1"  # PostgreSQL looks for rings once a second


def is_collision(exception: Exception) -> bool:
    """True for what Django raises when PostgreSQL ended the transaction."""
    return isinstance(exception.__cause__, COLLIDED)


def come_again() -> HttpResponse:
    """To a program that may send the same call again."""
    words = _("Two calls waited for each other, and this one was taken back. Send it again.")
    return problem(503, "collided", words, headers={"Retry-After": SECONDS})
