"""Which addresses of this room change a row that is there: see accounts.meanwhile.watches."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

OWN = "of the signed-in person alone"

ADDS: Mapping[str, str] = {
    "set_language": OWN,
    "accounts:language": OWN,
    "accounts:projector": OWN,
    "accounts:profile": OWN,
    "accounts:password": OWN,
    "accounts:login": OWN,
    "accounts:logout": OWN,
    "accounts:factor": OWN,
    "accounts:factor_codes": OWN,
    "accounts:factor_drop": OWN,
    "accounts:second_factor": OWN,
    "accounts:lock": OWN,
    "accounts:unlock": OWN,
    "accounts:resume": OWN,
    "accounts:session": OWN,
    "accounts:session_end": OWN,
    "accounts:sessions_end": OWN,
    "api-token": OWN,
    "api-token-revoke": OWN,
}
WORDS: Mapping[str, Any] = {
    "voided_at": _("voided at"),
    "void_reason": _("reason of voiding"),
}
