"""Fixtures every room shares: the cast, the patient everyone knows, the hospital's clock at noon of TODAY."""

import gc
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.db.models import DateTimeField
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from patients.models import Patient
from tests.api.said import held
from tests.cast import TODAY, Cast, cast, patient, zhang_of
from tests.copied_database import copy_the_whole
from tests.database import empty_what_was_written, put_everybody_out
from tests.serving_user import serving
from tests.sign_in import sign_in
from tests.stopped_clock import moments_apart
from tests.turns import turn

__all__ = ["serving"]  # a fixture too
ALONE = "master"  # the name of the only worker
HOSPITAL = ZoneInfo("Asia/Shanghai")

# Laws are tried on the same examples on every machine, however slow it is that day.
settings.register_profile(
    "any machine",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: what is left alone at the end has one of two cores for itself."""
    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """Programs and tests stay to the end: looking through them for garbage is in vain."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Argon2id at its cheapest: its price is for guessers, and these passwords are in the open."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, name, value)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_sign_in() -> Iterator[None]:
    """`client.force_login` writes a session and no more; what signing in does has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", sign_in)
        yield


@pytest.fixture(scope="session", autouse=True)
def connections_end_with_their_request() -> Iterator[None]:
    """A thread of the live server that waits for its browser must not hold the test database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.databases["default"], "CONN_MAX_AGE", 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def a_cache_of_its_own(worker_id: str) -> Iterator[None]:
    """Tests that empty the cache empty their worker's, which the programs they start use too."""
    default = django_settings.CACHES["default"]
    address = str(default["LOCATION"])
    if worker_id != ALONE:
        address = f"{address.partition('?')[0]}?db={2 + int(worker_id.removeprefix('gw'))}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CACHE_URL", address)
        with override_settings(CACHES={"default": default | {"LOCATION": address}}):
            yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> None:
    """One migration for all workers of a run."""
    if worker_id != ALONE:
        with django_db_blocker.unblock():
            copy_the_whole(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, emptied after each test that commits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty_what_was_written())
        yield
    with django_db_blocker.unblock():
        put_everybody_out()


@pytest.fixture(scope="session", autouse=True)
def no_two_rows_share_a_moment() -> Iterator[None]:
    """What was written last is the newest, under a stopped clock too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DateTimeField, "pre_save", moments_apart(DateTimeField.pre_save))
        yield


@pytest.fixture(scope="session", autouse=True)
def a_folder_for_attachments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files people attach go where the tests end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "ATTACHMENT_DIR", str(tmp_path_factory.mktemp("attachments")))
        yield


@pytest.fixture(scope="session", autouse=True)
def nobody_is_told_to_wait() -> Iterator[None]:
    """A test asks in a second what a person asks in a day; the tests of the limits set their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("REVEALS_PER_HOUR", "EXPORTS_PER_HOUR", "API_REQUESTS_PER_MINUTE"):
            patch.setattr(django_settings, name, 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def the_api_answers_as_described() -> Iterator[None]:
    """Whatever a test asks the API, an answer that its description does not know fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", held(Client.request))
        yield


@pytest.fixture(autouse=True)
def a_test_ends_on_the_day_it_begins(request: pytest.FixtureRequest) -> None:
    """Many ask the real clock for today, and once more when they look at what came of it."""
    now = datetime.now(HOSPITAL)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    longest = timedelta(minutes=3 if request.node.get_closest_marker("slow") else 1)
    if midnight - now < longest:
        time.sleep((midnight - now).total_seconds() + 1)


@pytest.fixture
def people(db: None) -> Cast:
    """The cast."""
    return cast()


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    """The cast, really committed: for those who come at once, each on a connection of their own."""
    return cast()


@pytest.fixture
def zhou(crowd: Cast) -> Patient:
    """A patient of doctor Wang in Oncology I, bed 15, committed as well."""
    return patient(crowd.oncology_1, responsible_doctor=crowd.doctor_wang, bed="15")


@pytest.fixture
def zhang(people: Cast) -> Patient:
    """张桂兰."""
    return zhang_of(people)


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """The clock stands at 12:00 on TODAY in the hospital."""
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=HOSPITAL)
    with time_machine.travel(at, tick=False) as clock:
        yield clock
