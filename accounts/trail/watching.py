"""Every table of the house writes its changes into the trail; a new one does so without being told.

Asked after every migration. Left out is only what TRAIL_SKIPS names, each with its reason (config/rooms.py).
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from pghistory.models import Event

NAME = "trail"
HIDDEN = {
    "accounts.User": ("password", "last_login"),  # a hash for guessers; a moment the sign-ins hold
    "mfa.Authenticator": ("data", "last_used_at"),  # the secret; that a factor came and went is what matters
}
RULES = {
    "accounts_readrecord": ("append_only", "never_emptied", "queued"),
    "accounts_trailbatch": ("append_only", "never_emptied"),
}
OWN = ("accounts.TrailEntry", "accounts.TrailBatch", "accounts.TrailUnsealed")


def watched() -> Iterator[type[models.Model]]:
    """The models whose rows are watched."""
    for label in settings.TRAIL_ROOMS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            options = model._meta
            is_table = options.managed and not options.proxy and not issubclass(model, Event)
            if is_table and options.label not in (*settings.TRAIL_SKIPS, *OWN):
                yield model


def watch(**kwargs: Any) -> None:
    """Install what is missing or different; cheap when nothing is. Called with what `post_migrate` says."""
    installed = _installed()
    for model in watched():
        table, arguments = model._meta.db_table, _arguments(model)
        if installed.get(table) != arguments:
            _install(table, arguments)


def unwatched() -> list[str]:
    """Tables whose changes the trail does not see although it should."""
    installed = _installed()
    return sorted(
        model._meta.db_table
        for model in watched()
        if installed.get(model._meta.db_table) != _arguments(model)
    )


def rules_off() -> list[str]:
    """Rules of the trail's own tables that are not in force for everybody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE relname = ANY(%s) AND tgenabled = 'A' AND pg_table_is_visible(c.oid)",
            [list(RULES)],
        )
        found = set(cursor.fetchall())
    return [
        f"{table}: {rule}" for table, rules in RULES.items() for rule in rules if (table, rule) not in found
    ]


def _arguments(model: type[models.Model]) -> tuple[str, str, str]:
    """The column that names the patient, columns never written, columns of bytes: see migration 0002."""
    columns = {field.column: field for field in model._meta.local_concrete_fields}
    patient = "id" if model._meta.label == "patients.Patient" else "patient_id"
    digested = [name for name, field in columns.items() if isinstance(field, models.BinaryField)]
    hidden = HIDDEN.get(model._meta.label, ())
    return patient if patient in columns else "", ",".join(hidden), ",".join(digested)


def _installed() -> dict[str, tuple[str, ...]]:
    """Arguments of the enabled triggers by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, encode(tgargs, 'escape') FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE tgname = %s AND tgenabled <> 'D' AND pg_table_is_visible(c.oid)",
            [NAME],
        )
        return {table: tuple(arguments.split("\\000")[:-1]) for table, arguments in cursor.fetchall()}


def _install(table: str, arguments: tuple[str, str, str]) -> None:
    quote = connection.ops.quote_name
    words = ", ".join(f"'{word}'" for word in arguments)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {NAME} AFTER INSERT OR UPDATE OR DELETE ON {quote(table)}"
            f" FOR EACH ROW EXECUTE FUNCTION trail_write({words})"
        )
        cursor.execute(f"ALTER TABLE {quote(table)} ENABLE TRIGGER {NAME}")
