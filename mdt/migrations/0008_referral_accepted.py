"""Who accepted a referral, and when."""

import accounts.table_migrations
import django.db.models.deletion
import pgtrigger.compiler
import accounts.trigger_migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_tables'),
        ('mdt', '0007_medical_affairs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.trigger_migrations.RemoveTrigger(
            model_name='boardreferral',
            name='insert_insert',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='boardreferral',
            name='update_update',
        ),
        migrations.AddField(
            model_name='boardreferral',
            name='accepted_at',
            field=models.DateTimeField(null=True, verbose_name='accepted at'),
        ),
        migrations.AddField(
            model_name='boardreferral',
            name='accepted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='boardreferralevent',
            name='accepted_at',
            field=models.DateTimeField(null=True, verbose_name='accepted at'),
        ),
        migrations.AddField(
            model_name='boardreferralevent',
            name='accepted_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='boardreferral',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mdt_boardreferralevent" ("accepted_at", "accepted_by_id", "case_id", "created_at", "ended_at", "ended_by_id", "from_hospital_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "referred_by_id", "until") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_by_id", NEW."from_hospital_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."referred_by_id", NEW."until"); RETURN NULL;', hash='2fb2da43dc972200a504257b8f5d2796c98b9465', operation='INSERT', pgid='pgtrigger_insert_insert_77d9a', table='mdt_boardreferral', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='boardreferral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "mdt_boardreferralevent" ("accepted_at", "accepted_by_id", "case_id", "created_at", "ended_at", "ended_by_id", "from_hospital_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "referred_by_id", "until") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_by_id", NEW."from_hospital_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."referred_by_id", NEW."until"); RETURN NULL;', hash='f9a495a811d4fca751ecdc7702171ba9bd84c100', operation='UPDATE', pgid='pgtrigger_update_update_e7f4f', table='mdt_boardreferral', when='AFTER')),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='boardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='an_accepted_referral_says_by_whom'),
        ),
        accounts.table_migrations.AddConstraint(
            model_name='boardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='an_ended_referral_says_by_whom'),
        ),
    ]
