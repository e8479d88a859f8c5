"""Every address that acts says which row it changes, or why it writes over nobody; every form has a key."""

import re

from django.conf import settings

from accounts.meanwhile.changes import label_of
from accounts.meanwhile.watches import adds, edits, reads
from tests.access_table import EXPECTED

READS = {"GET", "HEAD", "OPTIONS"}
UNSAFE = {
    name for name, rows in EXPECTED.items() for row in rows if set(row.methods) - READS and not row.is_absent
}
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL)
# Forms that write nothing, or only how the page looks to whoever presses: pressed twice is pressed twice. And
# those of signing in, whose codes work once and whose sessions end once.
KEYLESS = {
    "accounts/admin/lost_factor.html",
    "accounts/lock.html",
    "accounts/login.html",
    "accounts/parts/sessions.html",
    "accounts/second_factor/code.html",
    "accounts/second_factor/set_up.html",
    "accounts/second_factor/standing.html",
    "components/session.html",
    "components/topbar.html",  # locking and signing out
    "components/language.html",
    "components/projector.html",
    "mdt/live/page.html",  # attendance: what is pressed last counts
    "mdt/live/top.html",
    "mdt/minutes/verify.html",
    "patients/detail.html",  # showing an identifier, each time a line of the trail
    "patients/emergency_search.html",  # likewise: each search is a line of the trail
    "patients/list.html",
}
# Columns of the machine: identity, who recorded it (the page names the person), what is derived.
OWN = {
    "id", "created_at", "recorded_by", "corrects", "is_imported", "is_demo", "name_pinyin", "name_initials",
    "national_id_index", "phone_index", "merged_into", "version", "patient", "replaced", "replaced_standard",
    "readiness", "blocked_by", "judged_for", "planned_on", "triggers", "sequence", "jpeg", "sha256",
    "crop_top", "crop_left", "crop_width", "crop_height",
}  # fmt: skip


def test_every_address_that_acts_is_classified_once() -> None:
    assert {*edits(), *adds()} == UNSAFE
    assert not set(edits()) & set(adds())
    assert all(adds().values())


def test_every_watched_row_has_a_history_with_the_columns_of_its_address() -> None:
    for name, watch in {**reads(), **edits()}.items():
        history = watch.model._meta.get_field("events").related_model
        columns = {field.attname for field in history._meta.concrete_fields}  # type: ignore[union-attr]
        assert set(watch.parts) <= columns, name


def test_what_is_watched_can_be_said_in_words() -> None:
    silent = {
        f"{watch.model._meta.label}.{field.name}"
        for watch in edits().values()
        for field in watch.model._meta.concrete_fields
        if label_of(field) is None and field.name not in OWN and not field.name.endswith("_by")
    }
    assert sorted(silent) == []


def test_every_form_that_acts_has_a_key() -> None:
    root, keyless = settings.BASE_DIR / "templates", set()
    for path in root.glob("**/*.html"):
        if any("{% form_key %}" not in form for form in FORM.findall(path.read_text())):
            keyless.add(str(path.relative_to(root)))
    assert keyless == KEYLESS
