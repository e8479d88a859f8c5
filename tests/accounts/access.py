"""Who may open the addresses of accounts."""

from accounts.permissions import Permission
from tests.access import Row, Table

ROWS: Table = {
    "accounts:login": Row(is_public=True, methods=("GET", "POST")),
    "accounts:second_factor": Row(is_public=True, methods=("GET", "POST")),
    "accounts:oidc": Row(is_public=True),
    "accounts:oidc_back": Row(is_public=True),
    "accounts:logout": Row(is_public=True, methods=("POST",)),
    "accounts:language": Row(is_public=True, methods=("POST",)),
    "accounts:profile": Row(methods=("GET", "POST")),
    "accounts:password": Row(methods=("GET", "POST")),
    "accounts:factor": Row(methods=("GET", "POST")),
    "accounts:factor_codes": Row(methods=("POST",)),
    "accounts:factor_drop": Row(methods=("POST",)),
    "accounts:projector": Row(methods=("POST",)),
    "accounts:session": Row(is_public=True, methods=("GET", "POST")),
    "accounts:resume": Row(is_public=True, methods=("POST",)),
    "accounts:lock": Row(is_public=True, methods=("GET", "POST")),
    "accounts:unlock": Row(is_public=True, methods=("POST",)),
    "accounts:session_end": Row(methods=("POST",)),
    "accounts:sessions_end": Row(methods=("POST",)),
    "accounts:trail": Row(Permission.TRAIL_EXPORT),
    "accounts:trail_csv": Row(Permission.TRAIL_EXPORT),
}
