"""What patients ask for: a second opinion, a remote consultation; each marks its patient (MDT-T14).

And the index of what every page asks: the closed meetings that wait for signatures.
"""

import django.db.models.deletion
import pgtrigger.compiler
import accounts.table_migrations
import accounts.trigger_migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mdt', '0010_prereads_on_paper'),
        ('worklist', '0002_hear_facts'),
        ('patients', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='ConsultationRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('asked_for', models.CharField(max_length=16, verbose_name='asked for')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='as told')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='mdt.consultationrequest')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultation_requests', to='patients.patient')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'consultation request',
                'verbose_name_plural': 'consultation requests',
                'ordering': ['-asked_on', '-created_at'],
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ConsultationRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_imported', models.BooleanField(default=False, editable=False, verbose_name='imported')),
                ('voided_at', models.DateTimeField(editable=False, null=True)),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('asked_for', models.CharField(max_length=16, verbose_name='asked for')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='as told')),
                ('corrects', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdt.consultationrequest')),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdt.consultationrequest')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.AddIndex(
            model_name='consultationrequest',
            index=models.Index(condition=models.Q(('voided_at', None)), fields=['patient', '-asked_on'], name='consultation_latest'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='consultationrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='consultationrequest_void_has_a_reason'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='consultationrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mdt_consultationrequestevent" ("asked_for", "asked_on", "corrects_id", "created_at", "id", "is_imported", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "text", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."asked_for", NEW."asked_on", NEW."corrects_id", NEW."created_at", NEW."id", NEW."is_imported", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."text", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='ff2dbb6cc58e5a347ae5376b1610c86af0f1e509', operation='INSERT', pgid='pgtrigger_insert_insert_4c674', table='mdt_consultationrequest', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='consultationrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "mdt_consultationrequestevent" ("asked_for", "asked_on", "corrects_id", "created_at", "id", "is_imported", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "text", "void_reason", "voided_at", "voided_by_id") VALUES (NEW."asked_for", NEW."asked_on", NEW."corrects_id", NEW."created_at", NEW."id", NEW."is_imported", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."text", NEW."void_reason", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='2dd61f1ed6ceb2f209bc3d383ff6bb818cb4ea78', operation='UPDATE', pgid='pgtrigger_update_update_02af4', table='mdt_consultationrequest', when='AFTER')),
        ),
        accounts.table_migrations.AddIndex(
            model_name='meeting',
            index=models.Index(condition=models.Q(('cancelled_at', None), ('state', 'CLOSED')), fields=['closed_at'], name='meeting_waits_for_signature'),
        ),
        migrations.RunSQL(
            "SELECT worklist_hear('mdt_consultationrequest');",
            "SELECT worklist_unhear('mdt_consultationrequest');",
        ),
    ]
