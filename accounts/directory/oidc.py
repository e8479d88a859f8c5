"""The hospital's sign-in as OpenID Connect says: code flow with state, nonce and PKCE, checked by Authlib.

What leaves this module is two claims of an identity token whose signature, issuer, audience, time and nonce
are right.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

# Never a symmetric one, whatever the provider offers: then our own secret could sign an identity.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SIGNED_WITH = "id_token_signing_alg_values_supported"

log = structlog.get_logger(__name__)


class ProviderDown(Exception):
    """The provider does not answer, or answers nonsense."""


class ProviderRefused(Exception):
    """Nobody was identified: the person said no, the answer is not for us or is too old."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The name of the account, empty when it is missing, and when its person was last asked who they are.

    `shown_at` None: the provider does not say.
    """

    name: str
    shown_at: datetime | None


def is_configured() -> bool:
    """True when the hospital has such a sign-in."""
    return bool(settings.OIDC_ISSUER)


def to_provider(request: HttpRequest, *, anew: bool = False) -> HttpResponse:
    """Send the browser to the provider; raises ProviderDown. `anew`: it asks again who is there."""
    asked = {"prompt": "login", "max_age": "0"} if anew else {}
    try:
        back = settings.BASE_URL + reverse("accounts:oidc_back")
        answer: HttpResponse = _client().authorize_redirect(request, back, **asked)
    except (RequestException, ValueError, RuntimeError, KeyError) as error:
        raise _down(error) from error
    return answer


def identity_from_provider(request: HttpRequest) -> Identity:
    """Whom the provider names; raises ProviderDown or ProviderRefused."""
    try:
        client = _client()
        token = client.authorize_access_token(request, claims_options=_claims_options())
    except (AuthlibBaseError, JoseError) as error:
        log.warning("oidc_refused", error=type(error).__name__)
        raise ProviderRefused from error
    except (RequestException, ValueError, RuntimeError, KeyError) as error:
        raise _down(error) from error
    claims = token.get("userinfo") or {}
    shown_at = claims.get("auth_time")
    return Identity(
        name=str(claims.get(settings.OIDC_CLAIM) or ""),
        shown_at=datetime.fromtimestamp(shown_at, UTC) if shown_at else None,
    )


def _claims_options() -> dict[str, dict[str, Any]]:
    return {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "exp": {"essential": True},
    }


def _client() -> Any:
    client = _registered(
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, settings.OIDC_SCOPES
    )
    description = client.load_server_metadata()
    if description.get("issuer") != settings.OIDC_ISSUER:
        raise ValueError("this is the description of another issuer")
    description[SIGNED_WITH] = _listed(description.get(SIGNED_WITH) or ["RS256"])
    return client


def _listed(offered: list[str]) -> list[str]:
    """Those of ours. Raises ValueError for none: of an empty list Authlib would choose by itself."""
    if names := [name for name in offered if name in ALGORITHMS]:
        return names
    raise ValueError("the provider signs with nothing that is on our list")


@lru_cache(maxsize=4)  # keeps what the provider says about itself; fetches new keys when one is unknown
def _registered(issuer: str, client_id: str, secret: str, scopes: str) -> Any:
    return OAuth().register(
        "hospital",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": scopes,
            "code_challenge_method": "S256",
            "default_timeout": settings.OIDC_TIMEOUT,
            "verify": settings.OIDC_CA_FILE or True,
        },
    )


def _down(error: Exception) -> ProviderDown:
    log.warning("oidc_down", error=type(error).__name__)
    return ProviderDown()
