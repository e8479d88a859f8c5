import accounts.table_migrations
import accounts.trigger_migrations
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

# Version 7 of RFC 9562: the milliseconds first, then chance. PostgreSQL has its own only from version 18.
REMINDER_ID = """
CREATE FUNCTION worklist_reminder_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(set_bit(set_bit(overlay(
        uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('accounts', '__first__'),
        ('patients', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.RunSQL(REMINDER_ID, "DROP FUNCTION worklist_reminder_id()"),
        accounts.table_migrations.CreateModel(
            name='ContactLog',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('subject_id', models.UUIDField(null=True, verbose_name='subject')),
                ('outcome', models.CharField(choices=[('REACHED', 'Reached'), ('NO_ANSWER', 'No answer'), ('WRONG_NUMBER', 'Wrong or dead number'), ('REFUSED', 'Does not want to be called'), ('IN_PERSON', 'Spoken to in person')], max_length=14, verbose_name='outcome')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('next_try_on', models.DateField(blank=True, null=True, verbose_name='try again on')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patients.contact')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_log', to='patients.patient')),
            ],
            options={
                'verbose_name': 'contact attempt',
                'verbose_name_plural': 'contact attempts',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['patient', '-at'], name='contact_log_by_patient'), models.Index(fields=['subject_id', '-at'], name='contact_log_by_subject')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ContactLogEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('subject_id', models.UUIDField(null=True, verbose_name='subject')),
                ('outcome', models.CharField(choices=[('REACHED', 'Reached'), ('NO_ANSWER', 'No answer'), ('WRONG_NUMBER', 'Wrong or dead number'), ('REFUSED', 'Does not want to be called'), ('IN_PERSON', 'Spoken to in person')], max_length=14, verbose_name='outcome')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('next_try_on', models.DateField(blank=True, null=True, verbose_name='try again on')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.contact')),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='worklist.contactlog')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='FactChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('patient_id', models.UUIDField()),
                ('source', models.CharField(max_length=63)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'change of a fact',
                'verbose_name_plural': 'changes of facts',
                'indexes': [models.Index(fields=['patient_id'], name='fact_change_by_patient')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='Reassessment',
            fields=[
                ('patient_id', models.UUIDField(primary_key=True, serialize=False)),
                ('reassess_on', models.DateField(db_index=True, null=True, verbose_name='assess again on')),
                ('assessed_at', models.DateTimeField(null=True, verbose_name='assessed')),
                ('pathway_state', models.CharField(blank=True, db_default='', max_length=30, verbose_name='pathway')),
                ('data_flags', models.JSONField(db_default=models.Value([], models.JSONField()), default=list, verbose_name='data flags')),
                ('failures', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='failed attempts')),
                ('failed_at', models.DateTimeField(null=True, verbose_name='failed')),
                ('retry_at', models.DateTimeField(null=True, verbose_name='next attempt')),
                ('error', models.CharField(blank=True, db_default='', max_length=200, verbose_name='error')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'indexes': [models.Index(condition=models.Q(('failures__gt', 0)), fields=['failed_at'], name='reassessment_failed')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(db_default=models.Func(function='worklist_reminder_id'), editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('DOSE_BEFORE', 'Injection in three days'), ('DOSE_DUE', 'Injection today'), ('DOSE_OVERDUE_1', 'Injection overdue'), ('DOSE_OVERDUE_2', 'Injection overdue by more than four weeks'), ('READINESS_MISSING', 'Checks missing for the coming injection'), ('HOLD_REVIEW', 'Hold to review'), ('COURSE_START', 'Treatment to start'), ('DENTAL_RECALL', 'Dental examination due')], max_length=18, verbose_name='kind')),
                ('subject_id', models.UUIDField(verbose_name='subject')),
                ('due_on', models.DateField(verbose_name='due date of the subject')),
                ('audience', models.CharField(choices=[('NURSES', 'Nurses of the department'), ('DOCTOR', 'Responsible doctor'), ('PATIENT', 'Patient contact')], max_length=8, verbose_name='audience')),
                ('channel', models.CharField(choices=[('INBOX', 'In-app inbox'), ('EMAIL', 'E-mail')], max_length=8, verbose_name='channel')),
                ('planned_for', models.DateField(verbose_name='planned for')),
                ('not_before', models.DateTimeField(verbose_name='not before')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('state', models.CharField(choices=[('PENDING', 'Waiting'), ('CLAIMED', 'Being sent'), ('SENT', 'Sent'), ('FAILED', 'Failed'), ('MISSED', 'Missed its last day'), ('CANCELLED', 'Cancelled')], db_default='PENDING', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, verbose_name='attempts')),
                ('error', models.CharField(blank=True, db_default='', max_length=200, verbose_name='error')),
                ('receipt', models.CharField(blank=True, db_default='', max_length=200, verbose_name='receipt')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='patients.contact')),
                ('department', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='patients.patient')),
                ('read_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'indexes': [models.Index(condition=models.Q(('state', 'PENDING')), fields=['not_before', 'id'], name='reminder_to_send'), models.Index(condition=models.Q(('state', 'CLAIMED')), fields=['claimed_at'], name='reminder_claimed'), models.Index(condition=models.Q(('audience', 'NURSES'), ('channel', 'INBOX'), ('read_at', None), ('state', 'SENT')), fields=['department', '-sent_at'], name='reminder_ward_inbox'), models.Index(condition=models.Q(('channel', 'INBOX'), ('read_at', None), ('state', 'SENT')), fields=['user', '-sent_at'], name='reminder_own_inbox'), models.Index(condition=models.Q(('read_at', None), ('state__in', ['FAILED', 'MISSED'])), fields=['department', '-planned_for'], name='reminder_trouble'), models.Index(fields=['department', '-sent_at'], name='reminder_by_department')],
                'constraints': [models.UniqueConstraint(fields=('subject_id', 'kind', 'due_on', 'audience', 'channel'), name='one_reminder_per_key')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=120, verbose_name='key')),
                ('kind', models.CharField(choices=[('FINDING', 'Finding of the rules'), ('LAB_REQUEST', 'Laboratory test'), ('DENTAL_EXAM', 'Dental examination'), ('SUPPLEMENT', 'Calcium and vitamin D'), ('CALL', 'Call'), ('HOLD_NOTICE', 'Look at a hold'), ('CTX_TEST', 'CTX test'), ('MDT_REVIEW', 'Bring to the MDT'), ('SYMPTOM_CHECK', 'Ask about symptoms'), ('OTHER', 'Other')], max_length=14, verbose_name='kind')),
                ('subject_id', models.UUIDField(null=True, verbose_name='subject')),
                ('rule_id', models.CharField(blank=True, max_length=12, verbose_name='rule')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='what to do')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='finding')),
                ('subject', models.CharField(blank=True, max_length=300, verbose_name='about')),
                ('rules', models.JSONField(blank=True, default=list, verbose_name='rules')),
                ('severity', models.CharField(default='TASK', max_length=6, verbose_name='level')),
                ('rank', models.PositiveSmallIntegerField(default=4, verbose_name='rank, worst first')),
                ('message', models.JSONField(blank=True, default=dict, verbose_name='why')),
                ('inputs', models.JSONField(blank=True, default=dict, verbose_name='inputs')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('grade', models.CharField(blank=True, max_length=2, verbose_name='grade')),
                ('since', models.DateField(null=True, verbose_name='since')),
                ('role', models.CharField(choices=[('ONCOLOGIST', 'Oncologist'), ('MDT_COORDINATOR', 'MDT coordinator'), ('NURSE', 'Nurse'), ('PANEL_MEMBER', 'Panel member'), ('RADIOLOGIST', 'Radiologist'), ('ADMIN', 'Administrator'), ('AUDITOR', 'Auditor')], max_length=20, verbose_name='owner role')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('is_dated', models.BooleanField(default=True, verbose_name='has a day of its own')),
                ('wait_until', models.DateField(null=True, verbose_name='put off to')),
                ('state', models.CharField(choices=[('OPEN', 'Open'), ('DONE', 'Done'), ('CANCELLED', 'Cancelled')], default='OPEN', max_length=10, verbose_name='state')),
                ('closed_at', models.DateTimeField(null=True)),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='what settled it')),
                ('closing_facts', models.JSONField(blank=True, default=list, verbose_name='facts that ended it')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='patients.patient')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['due_on', 'created_at'],
                'indexes': [models.Index(condition=models.Q(('state', 'OPEN')), fields=['department', 'role', 'rank', 'due_on', 'id'], name='task_open_by_role'), models.Index(condition=models.Q(('state', 'OPEN')), fields=['owner', 'rank', 'due_on', 'id'], name='task_open_by_owner'), models.Index(fields=['patient', 'state'], name='task_by_patient')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'OPEN')), fields=('key',), name='one_open_task_per_key')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='TaskEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=120, verbose_name='key')),
                ('kind', models.CharField(choices=[('FINDING', 'Finding of the rules'), ('LAB_REQUEST', 'Laboratory test'), ('DENTAL_EXAM', 'Dental examination'), ('SUPPLEMENT', 'Calcium and vitamin D'), ('CALL', 'Call'), ('HOLD_NOTICE', 'Look at a hold'), ('CTX_TEST', 'CTX test'), ('MDT_REVIEW', 'Bring to the MDT'), ('SYMPTOM_CHECK', 'Ask about symptoms'), ('OTHER', 'Other')], max_length=14, verbose_name='kind')),
                ('subject_id', models.UUIDField(null=True, verbose_name='subject')),
                ('rule_id', models.CharField(blank=True, max_length=12, verbose_name='rule')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='what to do')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='finding')),
                ('subject', models.CharField(blank=True, max_length=300, verbose_name='about')),
                ('rules', models.JSONField(blank=True, default=list, verbose_name='rules')),
                ('severity', models.CharField(default='TASK', max_length=6, verbose_name='level')),
                ('rank', models.PositiveSmallIntegerField(default=4, verbose_name='rank, worst first')),
                ('message', models.JSONField(blank=True, default=dict, verbose_name='why')),
                ('inputs', models.JSONField(blank=True, default=dict, verbose_name='inputs')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('grade', models.CharField(blank=True, max_length=2, verbose_name='grade')),
                ('since', models.DateField(null=True, verbose_name='since')),
                ('role', models.CharField(choices=[('ONCOLOGIST', 'Oncologist'), ('MDT_COORDINATOR', 'MDT coordinator'), ('NURSE', 'Nurse'), ('PANEL_MEMBER', 'Panel member'), ('RADIOLOGIST', 'Radiologist'), ('ADMIN', 'Administrator'), ('AUDITOR', 'Auditor')], max_length=20, verbose_name='owner role')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('is_dated', models.BooleanField(default=True, verbose_name='has a day of its own')),
                ('wait_until', models.DateField(null=True, verbose_name='put off to')),
                ('state', models.CharField(choices=[('OPEN', 'Open'), ('DONE', 'Done'), ('CANCELLED', 'Cancelled')], default='OPEN', max_length=10, verbose_name='state')),
                ('closed_at', models.DateTimeField(null=True)),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='what settled it')),
                ('closing_facts', models.JSONField(blank=True, default=list, verbose_name='facts that ended it')),
                ('closed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department')),
                ('opened_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('patient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='patients.patient')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='worklist.task')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='TaskNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('TAKEN', 'Taken'), ('ASSIGNED', 'Given to'), ('COMMENT', 'Comment'), ('POSTPONED', 'Put off')], max_length=10, verbose_name='kind')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='text')),
                ('until', models.DateField(null=True, verbose_name='until')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='worklist.task')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'note of a task',
                'verbose_name_plural': 'notes of tasks',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['task', '-at'], name='task_note_by_task')],
            },
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='contactlog',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "worklist_contactlogevent" ("at", "by_id", "contact_id", "created_at", "id", "next_try_on", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_id") VALUES (NEW."at", NEW."by_id", NEW."contact_id", NEW."created_at", NEW."id", NEW."next_try_on", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subject_id"); RETURN NULL;', hash='d2503cc0baf7258fce0fc86796b3fe6c1ef24b59', operation='INSERT', pgid='pgtrigger_insert_insert_d29a5', table='worklist_contactlog', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='contactlog',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "worklist_contactlogevent" ("at", "by_id", "contact_id", "created_at", "id", "next_try_on", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_id") VALUES (NEW."at", NEW."by_id", NEW."contact_id", NEW."created_at", NEW."id", NEW."next_try_on", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subject_id"); RETURN NULL;', hash='bb977df93419c466a6a595bc36d89cbec697b710', operation='UPDATE', pgid='pgtrigger_update_update_497a6', table='worklist_contactlog', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "worklist_taskevent" ("closed_at", "closed_by_id", "closing_facts", "code", "created_at", "department_id", "due_on", "evidence", "grade", "id", "inputs", "is_dated", "key", "kind", "message", "opened_by_id", "owner_id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "rule_id", "rules", "severity", "since", "source", "state", "subject", "subject_id", "text", "wait_until") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."closing_facts", NEW."code", NEW."created_at", NEW."department_id", NEW."due_on", NEW."evidence", NEW."grade", NEW."id", NEW."inputs", NEW."is_dated", NEW."key", NEW."kind", NEW."message", NEW."opened_by_id", NEW."owner_id", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rank", NEW."role", NEW."rule_id", NEW."rules", NEW."severity", NEW."since", NEW."source", NEW."state", NEW."subject", NEW."subject_id", NEW."text", NEW."wait_until"); RETURN NULL;', hash='4de4657c5cc9cf70fa81fdb5b418e7aef8a7ef09', operation='INSERT', pgid='pgtrigger_insert_insert_830eb', table='worklist_task', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "worklist_taskevent" ("closed_at", "closed_by_id", "closing_facts", "code", "created_at", "department_id", "due_on", "evidence", "grade", "id", "inputs", "is_dated", "key", "kind", "message", "opened_by_id", "owner_id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "rule_id", "rules", "severity", "since", "source", "state", "subject", "subject_id", "text", "wait_until") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."closing_facts", NEW."code", NEW."created_at", NEW."department_id", NEW."due_on", NEW."evidence", NEW."grade", NEW."id", NEW."inputs", NEW."is_dated", NEW."key", NEW."kind", NEW."message", NEW."opened_by_id", NEW."owner_id", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."role", NEW."rule_id", NEW."rules", NEW."severity", NEW."since", NEW."source", NEW."state", NEW."subject", NEW."subject_id", NEW."text", NEW."wait_until"); RETURN NULL;', hash='ec2206c6c3587706fa82f17b3319bddf7c028a21', operation='UPDATE', pgid='pgtrigger_update_update_a8e48', table='worklist_task', when='AFTER')),
        ),
    ]
