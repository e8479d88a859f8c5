"""Where Django keeps sessions here (SESSION_ENGINE): its own database store, with columns to ask by user."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts import clock
from accounts.sessions.times import moment

BEGAN, SEEN, LOCKED = "began_at", "seen_at", "locked_at"
DEVICE, ADDRESS, RETURN_TO = "device", "address", "return_to"


class SessionStore(DatabaseStore):
    """The database store; each row also says whose session it is, where and since when."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Imported late, as in Django's own: a setting names this module."""
        from accounts.models import OpenSession  # noqa: PLC0415 - models exist only once Django is set up

        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row for what the session holds. Its clocks start when it gets a user, by whatever way."""
        if SESSION_KEY in data:
            data.setdefault(BEGAN, int(clock.now().timestamp()))
            data.setdefault(SEEN, data[BEGAN])
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.address = data.get(ADDRESS)
        row.began_at = moment(data.get(BEGAN))
        row.last_seen_at = moment(data.get(SEEN))
        return row
