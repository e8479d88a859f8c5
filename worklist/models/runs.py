"""When each background job last ran: the clock, the workers and Redis are alive while these rows move."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One row a job, written anew by each run. A sign of life, not a fact: it has no history.

    `queue` is empty for what a person or the host's own clock starts. `succeeded_at` None: never yet.
    `error` names the last failure's class, never its words.
    """

    name = models.CharField(_("job"), max_length=60, primary_key=True)
    queue = models.CharField(_("queue"), max_length=20, blank=True)
    known_since = models.DateTimeField(_("known since"))
    started_at = models.DateTimeField(_("started"))
    succeeded_at = models.DateTimeField(_("last success"), null=True)
    failed_at = models.DateTimeField(_("last failure"), null=True)
    error = models.CharField(_("error"), max_length=80, blank=True, db_default="")

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")

    def __str__(self) -> str:
        return self.name

    @property
    def seen_at(self) -> datetime:
        """The last moment at which a worker was certainly at it."""
        return max(at for at in (self.started_at, self.succeeded_at, self.failed_at) if at)
