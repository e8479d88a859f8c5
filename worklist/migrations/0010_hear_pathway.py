"""A step of the pathway marks its patient: one that leaves the diagnosis open asks for the board (MDT-T02)."""

from django.db import migrations

HEAR = "SELECT worklist_hear('patients_pathwaystep');"
UNDO = "SELECT worklist_unhear('patients_pathwaystep');"


class Migration(migrations.Migration):
    dependencies = [("worklist", "0009_job_runs"), ("patients", "0001_tables")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
