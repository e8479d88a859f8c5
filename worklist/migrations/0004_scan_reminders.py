"""Reminders of follow-up scans."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('worklist', '0003_hear_limits'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reminder',
            name='kind',
            field=models.CharField(choices=[('DOSE_BEFORE', 'Injection in three days'), ('DOSE_DUE', 'Injection today'), ('DOSE_OVERDUE_1', 'Injection overdue'), ('DOSE_OVERDUE_2', 'Injection overdue by more than four weeks'), ('READINESS_MISSING', 'Checks missing for the coming injection'), ('HOLD_REVIEW', 'Hold to review'), ('COURSE_START', 'Treatment to start'), ('DENTAL_RECALL', 'Dental examination due'), ('SCAN_SOON', 'Follow-up scan due soon'), ('SCAN_OVERDUE', 'Follow-up scan overdue'), ('SCAN_MISSED', 'Follow-up scan missed'), ('SCAN_ASKED', 'Asked about a follow-up scan')], max_length=18, verbose_name='kind'),
        ),
    ]
