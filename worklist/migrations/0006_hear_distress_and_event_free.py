"""A psychological screen and the statement of no skeletal event mark their patient (migration 0002)."""

from django.db import migrations

FACTS = ("patients_distressscreen", "patients_eventfreestatement")
HEAR = "".join(f"SELECT worklist_hear('{table}');\n" for table in FACTS)
UNDO = "".join(f"SELECT worklist_unhear('{table}');\n" for table in FACTS)


class Migration(migrations.Migration):
    dependencies = [("worklist", "0005_board_cases"), ("patients", "0003_distress_and_event_free")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
