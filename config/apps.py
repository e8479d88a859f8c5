"""Registers the checks that refuse unsafe production settings."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root as a Django app: it owns checks and operators' commands, no models."""

    name = "config"
    label = "config"

    def ready(self) -> None:
        """Load the system checks."""
        from config import checks  # noqa: F401, PLC0415 -- checks register on import, after the app registry is ready
