"""Reminders and tasks of what a board decided."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('worklist', '0005_board_cases'),
        ('worklist', '0006_hear_distress_and_event_free'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reminder',
            name='kind',
            field=models.CharField(choices=[('DOSE_BEFORE', 'Injection in three days'), ('DOSE_DUE', 'Injection today'), ('DOSE_OVERDUE_1', 'Injection overdue'), ('DOSE_OVERDUE_2', 'Injection overdue by more than four weeks'), ('READINESS_MISSING', 'Checks missing for the coming injection'), ('HOLD_REVIEW', 'Hold to review'), ('COURSE_START', 'Treatment to start'), ('DENTAL_RECALL', 'Dental examination due'), ('SCAN_SOON', 'Follow-up scan due soon'), ('SCAN_OVERDUE', 'Follow-up scan overdue'), ('SCAN_MISSED', 'Follow-up scan missed'), ('SCAN_ASKED', 'Asked about a follow-up scan'), ('DECISION_CONFIRM', 'Decision of the board to confirm'), ('DECISION_ASKED', 'Decision of the board: was it done?'), ('DECISION_OVERDUE', 'Decision of the board overdue'), ('DECISION_LATE', 'Decision of the board overdue, for the coordinator'), ('CASE_URGENT', 'Urgent case for the board')], max_length=18, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='task',
            name='kind',
            field=models.CharField(choices=[('FINDING', 'Finding of the rules'), ('LAB_REQUEST', 'Laboratory test'), ('DENTAL_EXAM', 'Dental examination'), ('SUPPLEMENT', 'Calcium and vitamin D'), ('CALL', 'Call'), ('HOLD_NOTICE', 'Look at a hold'), ('CTX_TEST', 'CTX test'), ('MDT_REVIEW', 'Bring to the MDT'), ('SYMPTOM_CHECK', 'Ask about symptoms'), ('BOARD_DECISION', 'Decided by the board'), ('CASE_ITEM', 'Missing for the MDT'), ('OTHER', 'Other')], max_length=14, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='taskevent',
            name='kind',
            field=models.CharField(choices=[('FINDING', 'Finding of the rules'), ('LAB_REQUEST', 'Laboratory test'), ('DENTAL_EXAM', 'Dental examination'), ('SUPPLEMENT', 'Calcium and vitamin D'), ('CALL', 'Call'), ('HOLD_NOTICE', 'Look at a hold'), ('CTX_TEST', 'CTX test'), ('MDT_REVIEW', 'Bring to the MDT'), ('SYMPTOM_CHECK', 'Ask about symptoms'), ('BOARD_DECISION', 'Decided by the board'), ('CASE_ITEM', 'Missing for the MDT'), ('OTHER', 'Other')], max_length=14, verbose_name='kind'),
        ),
    ]
