"""Who may open the addresses of accounts."""

from tests.access import Row, Table

ROWS: Table = {
    "accounts:login": Row(is_public=True, methods=("GET", "POST")),
    "accounts:logout": Row(is_public=True, methods=("POST",)),
    "accounts:language": Row(is_public=True, methods=("POST",)),
    "accounts:profile": Row(methods=("GET", "POST")),
    "accounts:password": Row(methods=("GET", "POST")),
    "accounts:projector": Row(methods=("POST",)),
}
