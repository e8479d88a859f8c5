"""Settings of the second factor and of the hospital's own sign-in; their meaning: docs/settings.md."""

from config import env

# Whose sign-in needs a second factor; PROFILE: as the profile says. Secrets are sealed by us; the clock of a
# phone may be half a minute off.
SECOND_FACTOR_ROLES = env.words("SECOND_FACTOR_ROLES", "PROFILE")
MFA_ADAPTER = "accounts.second_factor.sealing.SealingAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1

# The hospital's own sign-in over OpenID Connect; without an issuer there is none.
OIDC_ISSUER = env.text("OIDC_ISSUER").rstrip("/")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET")
OIDC_SCOPES = env.text("OIDC_SCOPES", "openid profile")
OIDC_CLAIM = env.text("OIDC_CLAIM", "preferred_username")
OIDC_CA_FILE = env.text("OIDC_CA_FILE")
OIDC_TIMEOUT = env.number("OIDC_TIMEOUT", 5)
OIDC_ASKS_SECOND_FACTOR = env.flag("OIDC_ASKS_SECOND_FACTOR")

# The hospital's directory, which checks passwords; without an address there is none.
LDAP_URL = env.text("LDAP_URL")
LDAP_CA_FILE = env.text("LDAP_CA_FILE")
LDAP_BIND_DN = env.text("LDAP_BIND_DN")
LDAP_BIND_PASSWORD = env.text("LDAP_BIND_PASSWORD")
LDAP_SEARCH_BASE = env.text("LDAP_SEARCH_BASE")
LDAP_SEARCH_FILTER = env.text("LDAP_SEARCH_FILTER") or "(uid={username})"  # the compose file sets it empty
LDAP_TIMEOUT = env.number("LDAP_TIMEOUT", 5)
