"""What every table of the house shares: a UUID that is safe to show in an address."""

import uuid

from django.db import models


class Row(models.Model):
    """Abstract: UUID primary key and the moment the row was written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True
