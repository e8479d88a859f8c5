"""Who wrote down the answer of somebody invited."""

import django.db.models.deletion
import pgtrigger.compiler
import accounts.trigger_migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mdt', '0008_referral_accepted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.trigger_migrations.RemoveTrigger(
            model_name='invitation',
            name='insert_insert',
        ),
        accounts.trigger_migrations.RemoveTrigger(
            model_name='invitation',
            name='update_update',
        ),
        migrations.AddField(
            model_name='invitation',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='answered_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mdt_invitationevent" ("answer", "answered_at", "answered_by_id", "created_at", "discipline", "id", "leaves_at", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."created_at", NEW."discipline", NEW."id", NEW."leaves_at", NEW."meeting_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id", NEW."withdrawn_at"); RETURN NULL;', hash='eb669b17caeeed6b40d51ce1b4099f132067be0a', operation='INSERT', pgid='pgtrigger_insert_insert_82f8e', table='mdt_invitation', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "mdt_invitationevent" ("answer", "answered_at", "answered_by_id", "created_at", "discipline", "id", "leaves_at", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."created_at", NEW."discipline", NEW."id", NEW."leaves_at", NEW."meeting_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id", NEW."withdrawn_at"); RETURN NULL;', hash='f92532b138d44daf50e1b8d848502a0230df6a46', operation='UPDATE', pgid='pgtrigger_update_update_fd85e', table='mdt_invitation', when='AFTER')),
        ),
    ]
