"""Facts of this room mark their patient for the next assessment (worklist migration 0002)."""

from django.db import migrations

FACTS = (
    "bonetherapy_course",
    "bonetherapy_dentalrecord",
    "bonetherapy_notstarted",
    "bonetherapy_reboundwatch",
    "bonetherapy_reportedtherapy",
    "bonetherapy_supplementorder",
)
HEAR = "".join(f"SELECT worklist_hear('{table}');\n" for table in FACTS) + (
    # How the checks of a dose were judged is a reading aid, no fact.
    "SELECT worklist_hear('bonetherapy_dose', aids => '{readiness,blocked_by,judged_for}');\n"
    "SELECT worklist_hear('bonetherapy_coursechange', 'course_id', 'bonetherapy_course');\n"
)
UNDO = "".join(
    f"SELECT worklist_unhear('{table}');\n"
    for table in (*FACTS, "bonetherapy_dose", "bonetherapy_coursechange")
)


class Migration(migrations.Migration):
    dependencies = [("bonetherapy", "0002_doubt_readiness"), ("worklist", "0002_hear_facts")]
    operations = [migrations.RunSQL(HEAR, UNDO)]
