"""The hospital's directory and its sign-in, as real servers; a test that needs one fails without it."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.services import password_forget
from tests.accounts.directory import provider, slapd
from tests.accounts.directory.provider import Provider
from tests.accounts.directory.slapd import Directory


@pytest.fixture(scope="session")
def slapd_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    """Nurse Li, a stranger without account, and one name that two entries have."""
    people = {"李敏": "li", "stranger": "stranger", "twin one": "twin", "twin two": "twin", "sun": "sun"}
    with slapd.running(tmp_path_factory.mktemp("slapd"), people) as directory:
        yield directory


@pytest.fixture
def directory(slapd_running: Directory, settings: Settings) -> Directory:
    """The directory, configured with StartTLS."""
    settings.LDAP_URL = slapd_running.start_tls
    settings.LDAP_CA_FILE = str(slapd_running.authority)
    settings.LDAP_BIND_DN, settings.LDAP_BIND_PASSWORD = slapd.ADMIN, slapd.ADMIN_PASSWORD
    settings.LDAP_SEARCH_BASE = slapd.BASE
    return slapd_running


@pytest.fixture(scope="session")
def provider_running() -> Iterator[Provider]:
    """The provider of `oidc-provider-mock`, a real HTTP server."""
    with provider.running() as it:
        yield it


@pytest.fixture
def oidc(provider_running: Provider, settings: Settings) -> Provider:
    """The provider, configured."""
    settings.OIDC_ISSUER = provider_running.url
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "boneboard", "of-this-test"
    return provider_running


@pytest.fixture
def li_of_directory(li: User) -> User:
    """Nurse Li, whose password the hospital keeps."""
    password_forget(user=li)
    return li
