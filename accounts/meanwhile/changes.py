"""What others changed on a row since a page saw it, field by field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import ForeignKey, GeneratedField, Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.fields import EncryptedField
from accounts.meanwhile.horizon import beyond
from accounts.meanwhile.values import sent, word
from accounts.meanwhile.watches import Watch, edited, words
from accounts.models import User

Column = tuple[Any, Any]  # a field of a model, its word
NUMBER = re.compile(r"-(\d{1,18})-\d+\"$")  # of the change, in an ETag (accounts.meanwhile.versions)
NOTHING: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Step:
    """One column: its word, as the page saw it, as it stands now, and both values as a form sends them."""

    name: str
    label: Any
    seen: str
    stored: str
    value_seen: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row: who changed it last, when, and what is different. `number` of that change, rising per row."""

    model: Any
    row_id: Any
    number: int
    by: str
    at: datetime
    steps: tuple[Step, ...]
    patient_id: Any

    @property
    def title(self) -> str:
        """What kind of record it is, and whose."""
        row = self.model._default_manager.filter(pk=self.row_id).first()
        return f"{capfirst(str(self.model._meta.verbose_name))} · {getattr(row, 'patient', row)}"


def watch_of(request: HttpRequest) -> tuple[Watch, Mapping[str, Any]] | None:
    """The rows this address changes, with the parts of the address; None when it only adds."""
    match = request.resolver_match
    watch = edited(match.view_name) if match else None
    return (watch, match.kwargs) if watch and match else None


def changes(request: HttpRequest, horizon: str, told: Mapping[str, int]) -> tuple[Change, ...]:
    """What other people changed on the rows of this address and the page has not seen. Empty: nothing.

    Asked after the act and inside its transaction: its own write holds the row, so whoever came first is
    committed and seen here. Background jobs type nothing, and nobody is told of his own changes.
    `told`: row -> number of the change the page itself has shown; up to there nothing is asked again.
    """
    found = watch_of(request)
    if not horizon or found is None:
        return ()
    history = found[0].events(found[1])
    is_told = reduce(or_, (Q(pgh_obj_id=row, pgh_id__lte=number) for row, number in told.items()), Q())
    history = history.alias(is_new=beyond(history.model._meta.db_table, horizon))
    unseen = _of_others(history.filter(is_new=True).exclude(is_told), request)
    latest = {event.pgh_obj_id: event for event in unseen.order_by("pgh_id").select_related("pgh_context")}
    if not latest:
        return ()
    is_seen = Q(is_new=False) | is_told
    if found[0].is_one_row:
        is_seen |= Q(pgh_label="insert")  # no page of a row is drawn before it is there
    before = history.filter(is_seen, pgh_obj_id__in=latest)
    seen = {event.pgh_obj_id: event for event in before.order_by("pgh_id")}
    steps = (_change(found[0], seen.get(pk), event) for pk, event in latest.items())
    return tuple(change for change in steps if change.steps)


def since_version(request: HttpRequest, etag: str) -> Change | None:
    """What differs between the version of an ETag and the one that stands; None when one is not known."""
    found = watch_of(request)
    number = NUMBER.search(etag)
    if found is None or number is None:
        return None
    seen = found[0].events(found[1]).filter(pgh_id=number[1]).first()
    rows = found[0].events(found[1]).filter(pgh_obj_id=seen.pgh_obj_id) if seen else None
    stored = rows.select_related("pgh_context").order_by("pgh_id").last() if rows is not None else None
    return _change(found[0], seen, stored) if stored else None


def shown(model: Any) -> Iterator[Column]:
    """The columns people know, with their words; the others are the machine's own."""
    for field in model._meta.concrete_fields:
        label = label_of(field)
        if label is not None and not field.primary_key and not isinstance(field, GeneratedField):
            yield field, label


def label_of(field: Any) -> Any:
    """The word of a column in the user's language; None for one without: who did it, the page says anyway."""
    if isinstance(field.verbose_name, Promise):
        return field.verbose_name
    if field.name in words():
        return words()[field.name]
    other: Any = field.remote_field.model if isinstance(field, ForeignKey) else User
    return None if other is User else other._meta.verbose_name


def _of_others(events: Any, request: HttpRequest) -> Any:
    """Written by a person in a request, and by somebody else."""
    by_people = events.filter(pgh_context__metadata__user__isnull=False)
    return by_people.exclude(pgh_context__metadata__user=str(request.user.pk))


def _change(watch: Watch, seen: Any, stored: Any) -> Change:
    context = stored.pgh_context.metadata if stored.pgh_context else {}
    is_patient = watch.model._meta.label == "patients.Patient"
    return Change(
        model=watch.model,
        row_id=stored.pgh_obj_id,
        number=stored.pgh_id,
        by=str(context.get("user_name") or ""),
        at=stored.pgh_created_at,
        steps=tuple(_steps(shown(watch.model), seen, stored)),
        patient_id=stored.pgh_obj_id if is_patient else getattr(stored, "patient_id", None),
    )


def _steps(columns: Iterable[Column], seen: Any, stored: Any) -> Iterator[Step]:
    for field, label in columns:
        if not hasattr(stored, field.attname):
            continue  # a column the history leaves out
        before, after = (getattr(event, field.attname, None) for event in (seen, stored))
        if before == after or (seen is None and after in NOTHING):
            continue
        if isinstance(field, EncryptedField):
            yield Step(field.name, label, _("(not shown)"), _("(another one)"))
        else:
            yield Step(field.name, label, word(field, before), word(field, after), sent(before), sent(after))
