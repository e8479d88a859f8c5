"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who works here: users, roles, hospitals, departments, access, the audit trail."""

    name = "accounts"
    verbose_name = _("Accounts")
