"""Who may open the addresses of the house itself."""

from tests.access import Row, Table

ROWS: Table = {
    "home": Row(),
    "healthz": Row(is_public=True),
    "set_language": Row(is_public=True, methods=("POST",)),
    "api-token": Row(is_public=True, methods=("POST",)),
    "api-schema": Row(),
    "api-docs": Row(),
}
