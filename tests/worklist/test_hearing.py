"""No room reads a table for the rules that does not tell when it changes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from patients.models import Patient
from patients.selectors.whole import records_of
from tests.cast import TODAY, Cast, calcium
from tests.worklist.stories import filled
from worklist.models import FactChange

pytestmark = pytest.mark.django_db
READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Told in other words: an answer is a change of a task, and protocols say nothing about a patient.
OTHERWISE = {"worklist_task"}


def heard() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'fact_changes'")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_the_rules_read_tells_of_its_changes(zhang: Patient, people: Cast) -> None:
    filled(zhang, people)
    with CaptureQueriesContext(connection) as queries:
        records_of([zhang.id], TODAY)
    read = {table for query in queries for table in READ.findall(query["sql"])}
    assert len(read) > 25
    assert read - OTHERWISE <= heard()


def test_each_way_of_writing_leaves_a_mark(zhang: Patient, people: Cast) -> None:
    FactChange.objects.all().delete()
    lab = calcium(zhang, people.nurse_li)
    type(lab).objects.filter(pk=lab.pk).update(value="2.20")
    type(lab).objects.filter(pk=lab.pk)._raw_delete(using="default")
    marks = FactChange.objects.values_list("patient_id", "source")
    assert list(marks) == [(zhang.id, "patients_labresult")] * 3


def test_a_write_that_changes_nothing_leaves_none(zhang: Patient, people: Cast) -> None:
    lab = calcium(zhang, people.nurse_li)
    FactChange.objects.all().delete()
    lab.save()
    Patient.objects.filter(pk=zhang.pk).update(name=zhang.name)
    assert not FactChange.objects.exists()
