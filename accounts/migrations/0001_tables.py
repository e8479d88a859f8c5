import accounts.table_migrations
import accounts.trigger_migrations
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        accounts.table_migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('discipline', models.CharField(choices=[('MED_ONC', 'Medical oncology'), ('RESP', 'Respiratory medicine'), ('THOR_ONC', 'Thoracic oncology'), ('THOR_SURG', 'Thoracic surgery'), ('RAD_ONC', 'Radiation oncology'), ('ORTHO', 'Orthopaedics'), ('NUC_MED', 'Nuclear medicine'), ('RADIOLOGY', 'Diagnostic imaging'), ('INTERVENTION', 'Interventional medicine'), ('PSYCH', 'Psychological rehabilitation'), ('STOMATOLOGY', 'Stomatology'), ('SURGERY_OTHER', 'Surgery, other'), ('UPPER_HOSPITAL', 'Higher-level hospital'), ('PATHOLOGY', 'Pathology'), ('PHARMACY', 'Pharmacy'), ('NURSING', 'Nursing'), ('LAB', 'Laboratory')], max_length=20, verbose_name='discipline')),
                ('nurse_mailbox', models.EmailField(blank=True, help_text='Where e-mail for the nurses of this department goes; empty: to each nurse.', max_length=254, verbose_name="nurses' mailbox")),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'department',
                'verbose_name_plural': 'departments',
                'ordering': ['hospital', 'name'],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='Hospital',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('short_name', models.CharField(max_length=30, verbose_name='short name')),
                ('level', models.CharField(choices=[('PROV_ONCOLOGY', 'Provincial oncology hospital'), ('PREF_ONCOLOGY', 'Prefectural oncology hospital'), ('TERTIARY_GENERAL', 'Tertiary general hospital'), ('SECONDARY_GENERAL', 'Secondary general hospital')], max_length=20, verbose_name='level')),
                ('city_tier', models.CharField(choices=[('TIER_1_2', 'First or second tier city'), ('TIER_3_4', 'Third or fourth tier city')], max_length=10, verbose_name='city tier')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'hospital',
                'verbose_name_plural': 'hospitals',
                'ordering': ['name'],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='DepartmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('discipline', models.CharField(choices=[('MED_ONC', 'Medical oncology'), ('RESP', 'Respiratory medicine'), ('THOR_ONC', 'Thoracic oncology'), ('THOR_SURG', 'Thoracic surgery'), ('RAD_ONC', 'Radiation oncology'), ('ORTHO', 'Orthopaedics'), ('NUC_MED', 'Nuclear medicine'), ('RADIOLOGY', 'Diagnostic imaging'), ('INTERVENTION', 'Interventional medicine'), ('PSYCH', 'Psychological rehabilitation'), ('STOMATOLOGY', 'Stomatology'), ('SURGERY_OTHER', 'Surgery, other'), ('UPPER_HOSPITAL', 'Higher-level hospital'), ('PATHOLOGY', 'Pathology'), ('PHARMACY', 'Pharmacy'), ('NURSING', 'Nursing'), ('LAB', 'Laboratory')], max_length=20, verbose_name='discipline')),
                ('nurse_mailbox', models.EmailField(blank=True, help_text='Where e-mail for the nurses of this department goes; empty: to each nurse.', max_length=254, verbose_name="nurses' mailbox")),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.department')),
                ('hospital', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.hospital', verbose_name='hospital')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='department',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='accounts.hospital', verbose_name='hospital'),
        ),
        accounts.table_migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='full name')),
                ('role', models.CharField(choices=[('ONCOLOGIST', 'Oncologist'), ('MDT_COORDINATOR', 'MDT coordinator'), ('NURSE', 'Nurse'), ('PANEL_MEMBER', 'Panel member'), ('RADIOLOGIST', 'Radiologist'), ('ADMIN', 'Administrator'), ('AUDITOR', 'Auditor')], max_length=20, verbose_name='role')),
                ('discipline', models.CharField(blank=True, choices=[('MED_ONC', 'Medical oncology'), ('RESP', 'Respiratory medicine'), ('THOR_ONC', 'Thoracic oncology'), ('THOR_SURG', 'Thoracic surgery'), ('RAD_ONC', 'Radiation oncology'), ('ORTHO', 'Orthopaedics'), ('NUC_MED', 'Nuclear medicine'), ('RADIOLOGY', 'Diagnostic imaging'), ('INTERVENTION', 'Interventional medicine'), ('PSYCH', 'Psychological rehabilitation'), ('STOMATOLOGY', 'Stomatology'), ('SURGERY_OTHER', 'Surgery, other'), ('UPPER_HOSPITAL', 'Higher-level hospital'), ('PATHOLOGY', 'Pathology'), ('PHARMACY', 'Pharmacy'), ('NURSING', 'Nursing'), ('LAB', 'Laboratory')], max_length=20, verbose_name='discipline')),
                ('rank', models.CharField(blank=True, choices=[('CHIEF', 'Chief physician'), ('ASSOC_CHIEF', 'Associate chief physician'), ('ATTENDING', 'Attending physician'), ('OTHER', 'Other')], max_length=12, verbose_name='rank')),
                ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('en', 'English')], default='zh-hans', max_length=8, verbose_name='language')),
                ('wants_email', models.BooleanField(default=True, verbose_name='reminders by e-mail')),
                ('has_shortcuts', models.BooleanField(default=True, verbose_name='single-key shortcuts')),
                ('dark_projector', models.BooleanField(default=False, verbose_name='dark projector mode')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='has a temporary password')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='accounts.department', verbose_name='department')),
                ('hospital', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='accounts.hospital', verbose_name='hospital')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ['name'],
                'indexes': [models.Index(fields=['department', 'role'], name='user_department_role')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        accounts.table_migrations.CreateModel(
            name='HospitalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('short_name', models.CharField(max_length=30, verbose_name='short name')),
                ('level', models.CharField(choices=[('PROV_ONCOLOGY', 'Provincial oncology hospital'), ('PREF_ONCOLOGY', 'Prefectural oncology hospital'), ('TERTIARY_GENERAL', 'Tertiary general hospital'), ('SECONDARY_GENERAL', 'Secondary general hospital')], max_length=20, verbose_name='level')),
                ('city_tier', models.CharField(choices=[('TIER_1_2', 'First or second tier city'), ('TIER_3_4', 'Third or fourth tier city')], max_length=10, verbose_name='city tier')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.hospital')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='ReadRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('user_id', models.UUIDField(verbose_name='user id')),
                ('user_name', models.CharField(max_length=60, verbose_name='user')),
                ('role', models.CharField(max_length=20, verbose_name='role')),
                ('patient_id', models.UUIDField(verbose_name='patient id')),
                ('action', models.CharField(choices=[('VIEW', 'Viewed'), ('REVEAL', 'Identifier shown'), ('PRINT', 'Printed'), ('EXPORT', 'Exported'), ('CALL', 'Phone number shown for a call')], max_length=10, verbose_name='action')),
                ('subject', models.CharField(max_length=80, verbose_name='subject')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='address')),
                ('request_id', models.UUIDField(null=True, verbose_name='request')),
            ],
            options={
                'verbose_name': 'read record',
                'verbose_name_plural': 'read records',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['patient_id', '-at'], name='read_by_patient'), models.Index(fields=['user_id', '-at'], name='read_by_user')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='full name')),
                ('role', models.CharField(choices=[('ONCOLOGIST', 'Oncologist'), ('MDT_COORDINATOR', 'MDT coordinator'), ('NURSE', 'Nurse'), ('PANEL_MEMBER', 'Panel member'), ('RADIOLOGIST', 'Radiologist'), ('ADMIN', 'Administrator'), ('AUDITOR', 'Auditor')], max_length=20, verbose_name='role')),
                ('discipline', models.CharField(blank=True, choices=[('MED_ONC', 'Medical oncology'), ('RESP', 'Respiratory medicine'), ('THOR_ONC', 'Thoracic oncology'), ('THOR_SURG', 'Thoracic surgery'), ('RAD_ONC', 'Radiation oncology'), ('ORTHO', 'Orthopaedics'), ('NUC_MED', 'Nuclear medicine'), ('RADIOLOGY', 'Diagnostic imaging'), ('INTERVENTION', 'Interventional medicine'), ('PSYCH', 'Psychological rehabilitation'), ('STOMATOLOGY', 'Stomatology'), ('SURGERY_OTHER', 'Surgery, other'), ('UPPER_HOSPITAL', 'Higher-level hospital'), ('PATHOLOGY', 'Pathology'), ('PHARMACY', 'Pharmacy'), ('NURSING', 'Nursing'), ('LAB', 'Laboratory')], max_length=20, verbose_name='discipline')),
                ('rank', models.CharField(blank=True, choices=[('CHIEF', 'Chief physician'), ('ASSOC_CHIEF', 'Associate chief physician'), ('ATTENDING', 'Attending physician'), ('OTHER', 'Other')], max_length=12, verbose_name='rank')),
                ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('en', 'English')], default='zh-hans', max_length=8, verbose_name='language')),
                ('wants_email', models.BooleanField(default=True, verbose_name='reminders by e-mail')),
                ('has_shortcuts', models.BooleanField(default=True, verbose_name='single-key shortcuts')),
                ('dark_projector', models.BooleanField(default=False, verbose_name='dark projector mode')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='has a temporary password')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='department')),
                ('hospital', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.hospital', verbose_name='hospital')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.CreateModel(
            name='Ward',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wards', to='accounts.department', verbose_name='department')),
            ],
            options={
                'verbose_name': 'ward',
                'verbose_name_plural': 'wards',
                'ordering': ['department', 'name'],
                'constraints': [models.UniqueConstraint(fields=('department', 'name'), name='one_ward_name_per_department')],
            },
        ),
        accounts.table_migrations.CreateModel(
            name='WardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('department', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='department')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.ward')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.table_migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('hospital', 'name'), name='one_department_name_per_hospital'),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='hospital',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_hospitalevent" ("city_tier", "created_at", "id", "is_active", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") VALUES (NEW."city_tier", NEW."created_at", NEW."id", NEW."is_active", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name"); RETURN NULL;', hash='de2c877f64c9cc77c8b46a79f27748d1cc69932d', operation='INSERT', pgid='pgtrigger_insert_insert_c6261', table='accounts_hospital', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='hospital',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_hospitalevent" ("city_tier", "created_at", "id", "is_active", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") VALUES (NEW."city_tier", NEW."created_at", NEW."id", NEW."is_active", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name"); RETURN NULL;', hash='fb3f2dc755e50e7fbb6391c4af246c8347e0a19e', operation='UPDATE', pgid='pgtrigger_update_update_8217b', table='accounts_hospital', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='readrecord',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f3a6d3b27baecc17cd389553406439a8846816f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7ce5e', table='accounts_readrecord', when='BEFORE')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_departmentevent" ("created_at", "discipline", "hospital_id", "id", "is_active", "name", "nurse_mailbox", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."discipline", NEW."hospital_id", NEW."id", NEW."is_active", NEW."name", NEW."nurse_mailbox", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ca8de054e3ffa432b767dc938b7f8509843a1a05', operation='INSERT', pgid='pgtrigger_insert_insert_b4692', table='accounts_department', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_departmentevent" ("created_at", "discipline", "hospital_id", "id", "is_active", "name", "nurse_mailbox", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."discipline", NEW."hospital_id", NEW."id", NEW."is_active", NEW."name", NEW."nurse_mailbox", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e990747b37c92c6a8298cf1a10aa8cfeeacbb74f', operation='UPDATE', pgid='pgtrigger_update_update_afd13', table='accounts_department', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("dark_projector", "date_joined", "department_id", "discipline", "email", "has_shortcuts", "hospital_id", "id", "is_active", "is_staff", "is_superuser", "language", "must_change_password", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "username", "wants_email") VALUES (NEW."dark_projector", NEW."date_joined", NEW."department_id", NEW."discipline", NEW."email", NEW."has_shortcuts", NEW."hospital_id", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."must_change_password", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rank", NEW."role", NEW."username", NEW."wants_email"); RETURN NULL;', hash='e5690a1ded5d175a7b81828d9699bc763da9bbe8', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', table='accounts_user', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."dark_projector" IS DISTINCT FROM (NEW."dark_projector") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."discipline" IS DISTINCT FROM (NEW."discipline") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."has_shortcuts" IS DISTINCT FROM (NEW."has_shortcuts") OR OLD."hospital_id" IS DISTINCT FROM (NEW."hospital_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."must_change_password" IS DISTINCT FROM (NEW."must_change_password") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."wants_email" IS DISTINCT FROM (NEW."wants_email"))', func='INSERT INTO "accounts_userevent" ("dark_projector", "date_joined", "department_id", "discipline", "email", "has_shortcuts", "hospital_id", "id", "is_active", "is_staff", "is_superuser", "language", "must_change_password", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "username", "wants_email") VALUES (NEW."dark_projector", NEW."date_joined", NEW."department_id", NEW."discipline", NEW."email", NEW."has_shortcuts", NEW."hospital_id", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."must_change_password", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."role", NEW."username", NEW."wants_email"); RETURN NULL;', hash='b1edbbffa32f4e9005399324b1d1f7d659691aaf', operation='UPDATE', pgid='pgtrigger_update_update_0e890', table='accounts_user', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='ward',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_wardevent" ("created_at", "department_id", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."department_id", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='3963630cc312983023db6e98a32f827fbd5db9f8', operation='INSERT', pgid='pgtrigger_insert_insert_434ba', table='accounts_ward', when='AFTER')),
        ),
        accounts.trigger_migrations.AddTrigger(
            model_name='ward',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_wardevent" ("created_at", "department_id", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."department_id", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='069975c3379b1cec3325cdfd52bb52dc0601e685', operation='UPDATE', pgid='pgtrigger_update_update_1ad85', table='accounts_ward', when='AFTER')),
        ),
    ]
