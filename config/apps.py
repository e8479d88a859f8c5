"""Starts the house: the checks that refuse unsafe production settings, the form of log lines."""

from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _

from config.logging import structlog_configure


class HouseAdminConfig(AdminConfig):
    """Django's admin with the house's own way to sign in and its roles."""

    default_site = "accounts.admin_site.HouseAdminSite"


class SignInSafetyConfig(AxesConfig):  # type: ignore[misc]  # untyped package
    """django-axes under a name administrators understand."""

    verbose_name = _("Sign-in safety")


class SecondFactorConfig(AppConfig):
    """The second factors of django-allauth: its tables and codes, without its signals, checks and pages."""

    name = "allauth.mfa"
    verbose_name = _("Second factor")
    default_auto_field = "django.db.models.BigAutoField"


class MailAddressesConfig(AppConfig):
    """What django-allauth's second factor imports: its tables stay empty, nothing of it is switched on."""

    name = "allauth.account"
    verbose_name = _("Second factor")
    default_auto_field = "django.db.models.AutoField"


class ConfigConfig(AppConfig):
    """The composition root as a Django app: it owns checks and operators' commands, no models."""

    name = "config"
    label = "config"

    def ready(self) -> None:
        """Load the system checks; give every logger of the house its one form."""
        from config import checks  # noqa: F401, PLC0415 -- checks register on import, after the app registry is ready

        structlog_configure()
