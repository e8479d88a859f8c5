"""A model field that is readable in Python and sealed in the database."""

from typing import Any

from django.db import models

from accounts.crypto import decrypt, encrypt


class EncryptedField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted at rest. It cannot be searched: keep a blind index beside it."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """The plain text; None stays None."""
        return value if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        """The sealed text to store."""
        return value if value is None else encrypt(str(value))
