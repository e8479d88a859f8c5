"""Notices of emergency access."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('worklist', '0010_hear_pathway'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reminder',
            name='audience',
            field=models.CharField(choices=[('NURSES', 'Nurses of the department'), ('DOCTOR', 'Responsible doctor'), ('PATIENT', 'Patient contact'), ('CHAIR', 'Chair of the board'), ('LEAD', 'Lead of the department')], max_length=8, verbose_name='audience'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='kind',
            field=models.CharField(choices=[('DOSE_BEFORE', 'Injection in three days'), ('DOSE_DUE', 'Injection today'), ('DOSE_OVERDUE_1', 'Injection overdue'), ('DOSE_OVERDUE_2', 'Injection overdue by more than four weeks'), ('READINESS_MISSING', 'Checks missing for the coming injection'), ('HOLD_REVIEW', 'Hold to review'), ('COURSE_START', 'Treatment to start'), ('DENTAL_RECALL', 'Dental examination due'), ('SCAN_SOON', 'Follow-up scan due soon'), ('SCAN_OVERDUE', 'Follow-up scan overdue'), ('SCAN_MISSED', 'Follow-up scan missed'), ('SCAN_ASKED', 'Asked about a follow-up scan'), ('DECISION_CONFIRM', 'Decision of the board to confirm'), ('DECISION_ASKED', 'Decision of the board: was it done?'), ('DECISION_OVERDUE', 'Decision of the board overdue'), ('DECISION_LATE', 'Decision of the board overdue, for the coordinator'), ('CASE_URGENT', 'Urgent case for the board'), ('EMERGENCY', 'Patient opened in an emergency')], max_length=18, verbose_name='kind'),
        ),
    ]
