"""The Django app of this room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who works here: users, roles, hospitals, departments, access, the audit trail."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """New tables are watched as soon as they exist, and opened to those who serve pages."""
        from accounts.trail.rights import serve  # noqa: PLC0415 - reads models, which are not there before
        from accounts.trail.watching import watch  # noqa: PLC0415 - the same

        post_migrate.connect(watch, sender=self)
        post_migrate.connect(serve, sender=self)
