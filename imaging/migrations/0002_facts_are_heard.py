"""Facts of this room mark their patient for the next assessment (worklist migration 0002)."""

from django.db import migrations

FACTS = (
    "imaging_imagingstudy",
    "imaging_lesion",
)
HEAR = "".join(f"SELECT worklist_hear('{table}');\n" for table in FACTS)
UNDO = "".join(f"SELECT worklist_unhear('{table}');\n" for table in FACTS)


class Migration(migrations.Migration):
    dependencies = [("imaging", "0001_tables"), ("worklist", "0002_hear_facts")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
