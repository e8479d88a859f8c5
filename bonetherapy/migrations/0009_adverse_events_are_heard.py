"""An adverse event marks its patient: jaw necrosis is a reason to present (MDT-T08)."""

from django.db import migrations

HEAR = "SELECT worklist_hear('bonetherapy_adverseevent');"
UNDO = "SELECT worklist_unhear('bonetherapy_adverseevent');"


class Migration(migrations.Migration):
    dependencies = [("bonetherapy", "0008_ward_sheets"), ("worklist", "0002_hear_facts")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
