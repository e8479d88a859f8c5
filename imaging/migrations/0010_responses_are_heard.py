"""Whether a response was mixed asks for the board (MDT-T10): the assessment marks its patient."""

from django.db import migrations

HEAR = "SELECT worklist_hear('imaging_responseassessment');"
UNDO = "SELECT worklist_unhear('imaging_responseassessment');"


class Migration(migrations.Migration):
    dependencies = [("imaging", "0009_orders_and_refusals"), ("worklist", "0002_hear_facts")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
