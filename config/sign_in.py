"""Settings of signing in: passwords, locks, second factor, the hospital's own ways (docs/settings.md)."""

from config import env

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.policy.validators.{rule}"}
    for rule in ("Length", "CharacterClasses", "Known", "Context", "Former")
]

AXES_FAILURE_LIMIT = "accounts.policy.lockout.failure_limit"
AXES_COOLOFF_TIME = "accounts.policy.lockout.lock_time"
AXES_LOCKOUT_PARAMETERS = ["username", ["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.refusing.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else one wrong try keeps a colleague out for ever
AXES_USERNAME_CALLABLE = "accounts.throttle.typed_name"
AXES_ENABLE_ADMIN = False  # accounts.admin.attempts has our own
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]

# Whose sign-in needs a second factor; PROFILE: as the profile says.
SECOND_FACTOR_ROLES = env.words("SECOND_FACTOR_ROLES", "PROFILE")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

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
