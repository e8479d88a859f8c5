"""Which row an address changes. Each room says so in its `edits`; a test finds what nobody classified."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

ADMIN = re.compile(r"admin:(?P<room>[a-z]+)_(?P<model>[a-z]+)_change")


@dataclass(frozen=True, slots=True)
class Watch:
    """Rows of `model` whose columns hold these parts of the address: column -> part."""

    model: type[models.Model]
    parts: Mapping[str, str]

    @property
    def is_one_row(self) -> bool:
        """Whether the address names the row itself, so that it was there when the page was asked for."""
        return "pgh_obj_id" in self.parts

    def events(self, kwargs: Mapping[str, Any]) -> models.QuerySet[Any]:
        """The history of the rows this address is about."""
        history: Any = self.model._meta.get_field("events").related_model
        wanted = {column: kwargs[part] for column, part in self.parts.items()}
        return history.objects.filter(**wanted)  # type: ignore[no-any-return]  # made by pghistory


def row(model: type[models.Model], part: str) -> Watch:
    """The one row whose id is in the address."""
    return Watch(model, {"pgh_obj_id": part})


def of_patient(model: type[models.Model]) -> Watch:
    """What a patient has one of: the diagnosis, the bone metastasis."""
    return Watch(model, {"patient_id": "patient_id"})


def edits() -> Mapping[str, Watch]:
    """Address name -> the row it changes."""
    return _merged("EDITS")


def edited(name: str) -> Watch | None:
    """The rows this address changes: what the rooms say, and the one row of a form of the administration."""
    page = ADMIN.fullmatch(name)
    if page is None:
        return edits().get(name)
    model = apps.get_model(page["room"], page["model"])
    return row(model, "object_id") if any(one.name == "events" for one in model._meta.get_fields()) else None


def adds() -> Mapping[str, str]:
    """Address name -> why nobody's words can be written over there."""
    return _merged("ADDS")


def reads() -> Mapping[str, Watch]:
    """Address name of the API -> the row it answers with its version, beside those that change one."""
    return {**_merged("READS"), **edits()}


def words() -> Mapping[str, Any]:
    """Column -> its word, where the column itself has none."""
    return _merged("WORDS")


@cache
def _merged(name: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for room in settings.EDITED_ROWS:
        found |= getattr(import_module(room), name, {})
    return found
