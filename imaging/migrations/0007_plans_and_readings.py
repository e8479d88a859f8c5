"""The schedule of each patient, kept by the assessment (IMG-01), and lesions that are read without diameters.

Everybody is assessed once more, so that who waits for a schedule is on the board on the first day.
"""

import accounts.table_migrations
import uuid

import accounts.trigger_migrations
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

EVERYBODY = """
INSERT INTO worklist_factchange (patient_id, source)
SELECT id, 'imaging_followupplan' FROM patients_patient WHERE voided_at IS NULL;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('imaging', '0006_slots'),
        ('patients', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='FollowUpPlan',
            fields=[
                ('patient_id', models.UUIDField(primary_key=True, serialize=False)),
                ('category', models.CharField(max_length=12, verbose_name='follow-up category')),
                ('anchor_on', models.DateField(null=True, verbose_name='counts from')),
                ('since', models.DateField(verbose_name='since')),
            ],
            options={
                'verbose_name': 'follow-up schedule',
                'verbose_name_plural': 'follow-up schedules',
                'indexes': [models.Index(condition=models.Q(('category', 'UNCLASSIFIED')), fields=['since'], name='plan_to_choose')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='LesionReading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('read_on', models.DateField(verbose_name='read on')),
                ('change', models.CharField(blank=True, max_length=9, verbose_name='change')),
                ('fill', models.CharField(blank=True, max_length=14, verbose_name='sclerosis')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='imaging.lesionreading')),
                ('lesion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='imaging.lesion')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lesion_readings', to='patients.patient')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='imaging.imagingstudy')),
                ('voided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reading of a lesion',
                'verbose_name_plural': 'readings of lesions',
                'ordering': ['-read_on', '-created_at'],
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='LesionReadingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('read_on', models.DateField(verbose_name='read on')),
                ('change', models.CharField(blank=True, max_length=9, verbose_name='change')),
                ('fill', models.CharField(blank=True, max_length=14, verbose_name='sclerosis')),
                ('corrects', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.lesionreading')),
                ('lesion', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.lesion')),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imaging.lesionreading')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imaging.imagingstudy')),
                ('voided_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.AddIndex(
            model_name='lesionreading',
            index=models.Index(condition=models.Q(('voided_at', None)), fields=['patient', '-read_on'], name='reading_latest'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='lesionreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='lesionreading_void_has_a_reason'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='lesionreading',
            constraint=models.CheckConstraint(condition=models.Q(('change', ''), ('fill', ''), _negated=True), name='a_reading_says_something'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='lesionreading',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at', None)), fields=('study', 'lesion'), name='one_valid_reading_of_a_lesion_in_a_study'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='lesionreading',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imaging_lesionreadingevent" ("change", "corrects_id", "created_at", "fill", "id", "is_imported", "lesion_id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_on", "recorded_by_id", "study_id", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."change", NEW."corrects_id", NEW."created_at", NEW."fill", NEW."id", NEW."is_imported", NEW."lesion_id", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_on", NEW."recorded_by_id", NEW."study_id", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='aab9f397e797bd36f91461f8f19d0971e9582707', operation='INSERT', pgid='pgtrigger_insert_insert_81eea', table='imaging_lesionreading', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='lesionreading',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imaging_lesionreadingevent" ("change", "corrects_id", "created_at", "fill", "id", "is_imported", "lesion_id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_on", "recorded_by_id", "study_id", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."change", NEW."corrects_id", NEW."created_at", NEW."fill", NEW."id", NEW."is_imported", NEW."lesion_id", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_on", NEW."recorded_by_id", NEW."study_id", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='b6857e876421ed3818a1835dada012d1dd7087a7', operation='UPDATE', pgid='pgtrigger_update_update_0fda1', table='imaging_lesionreading', when='AFTER')),
        ),
        migrations.RunSQL(EVERYBODY, migrations.RunSQL.noop),
    ]
