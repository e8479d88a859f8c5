"""Who may open the addresses of the house itself."""

from accounts.permissions import Permission
from tests.access import Row, Table

ROWS: Table = {
    "home": Row(),
    "livez": Row(is_public=True),
    "readyz": Row(is_public=True),
    # Open to the address the tests come from; who else is turned away: tests/config/test_monitoring.py.
    "healthz": Row(is_public=True),
    "metrics": Row(is_public=True),
    "health": Row(Permission.REMINDER_OPERATE),
    "set_language": Row(is_public=True, methods=("POST",)),
    "api-token": Row(is_public=True, methods=("POST",)),
    "api-schema": Row(),
    "api-docs": Row(),
}
