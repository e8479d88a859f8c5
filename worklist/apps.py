"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklistConfig(AppConfig):
    """What is due and who was told: tasks, calls, the outbox of reminders, channels."""

    name = "worklist"
    verbose_name = _("Worklist")
