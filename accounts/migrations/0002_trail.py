"""The trail of reads becomes the trail of everything: sealed in batches, written for changes by the database."""

import accounts.table_migrations
import accounts.trigger_migrations
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

ACTIONS = [
    ('VIEW', 'Viewed'), ('REVEAL', 'Identifier shown'), ('PRINT', 'Printed'), ('EXPORT', 'Exported'),
    ('CALL', 'Phone number shown for a call'), ('INSERT', 'Created'), ('UPDATE', 'Changed'),
    ('DELETE', 'Deleted'), ('CUT', 'Cut after retention'),
]

# 180 days: the Cybersecurity Law keeps logs six months. What is younger goes under no circumstances.
RULES = """
CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'accounts_readrecord' THEN
    IF OLD.at < now() - interval '180 days' AND EXISTS (
      SELECT 1 FROM accounts_readrecord WHERE action = 'CUT' AND (after->>'through_entry')::bigint >= OLD.id
    ) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The trail is append-only: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON accounts_readrecord
  FOR EACH ROW EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON accounts_trailbatch
  FOR EACH ROW EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON accounts_readrecord
  FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON accounts_trailbatch
  FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();

CREATE FUNCTION trail_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO accounts_trailunsealed SELECT id FROM added;
  RETURN NULL;
END $$;
CREATE TRIGGER queued AFTER INSERT ON accounts_readrecord
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION trail_queue();

-- ALWAYS: also for sessions that call themselves a replica.
ALTER TABLE accounts_readrecord ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE accounts_readrecord ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE accounts_readrecord ENABLE ALWAYS TRIGGER queued;
ALTER TABLE accounts_trailbatch ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE accounts_trailbatch ENABLE ALWAYS TRIGGER never_emptied;

REVOKE UPDATE, TRUNCATE ON accounts_readrecord FROM CURRENT_USER;
REVOKE UPDATE, DELETE, TRUNCATE ON accounts_trailbatch FROM CURRENT_USER;

-- Arguments of the trigger: the column that names the patient, columns never written down, columns of bytes
-- of which only the SHA-256 is written down.
CREATE FUNCTION trail_columns(facts jsonb, hidden text, digested text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  name text;
BEGIN
  facts := facts - string_to_array(hidden, ',');
  FOREACH name IN ARRAY string_to_array(digested, ',') LOOP
    IF facts->>name IS NOT NULL THEN
      facts := jsonb_set(
        facts, ARRAY[name],
        to_jsonb('sha256:' || encode(sha256(decode(substr(facts->>name, 3), 'hex')), 'hex'))
      );
    END IF;
  END LOOP;
  RETURN facts;
END $$;

CREATE FUNCTION trail_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
  was jsonb;
  is_now jsonb;
  facts jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    was := trail_columns(to_jsonb(OLD), TG_ARGV[1], TG_ARGV[2]);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    is_now := trail_columns(to_jsonb(NEW), TG_ARGV[1], TG_ARGV[2]);
  END IF;
  facts := coalesce(is_now, was);
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(key, was->key), jsonb_object_agg(key, value) INTO was, is_now
      FROM jsonb_each(is_now) WHERE was->key IS DISTINCT FROM value;
    IF is_now IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  INSERT INTO accounts_readrecord (
    at, user_id, user_name, role, patient_id, action, subject, row_id, address, request_id, reason, before, after
  ) VALUES (
    clock_timestamp(),
    (who->>'user')::uuid,
    left(coalesce(nullif(who->>'user_name', ''), who->>'task', 'database: ' || session_user), 100),
    coalesce(who->>'role', ''),
    (facts->>TG_ARGV[0])::uuid,
    TG_OP,
    TG_TABLE_NAME,
    coalesce(facts->>'id', ''),
    (who->>'address')::inet,
    (who->>'request_id')::uuid,
    left(coalesce(who->>'reason', ''), 500),
    was,
    is_now
  );
  RETURN NULL;
END $$;

INSERT INTO accounts_trailunsealed SELECT id FROM accounts_readrecord;
"""


class Migration(migrations.Migration):

    dependencies = [('accounts', '0001_tables')]

    operations = [
        accounts.trigger_migrations.RemoveTrigger(model_name='readrecord', name='append_only'),
        # The table keeps its name: servers of the version before go on writing looks while this one starts.
        migrations.AlterModelTable('ReadRecord', 'accounts_readrecord'),
        migrations.RenameModel('ReadRecord', 'TrailEntry'),
        migrations.AlterModelOptions(
            name='trailentry',
            options={'ordering': ['-at'], 'verbose_name': 'trail entry', 'verbose_name_plural': 'trail entries'},
        ),
        migrations.AlterField('trailentry', 'user_id', models.UUIDField(null=True, verbose_name='user id')),
        migrations.AlterField('trailentry', 'user_name', models.CharField(max_length=100, verbose_name='user')),
        migrations.AlterField('trailentry', 'role', models.CharField(blank=True, max_length=20, verbose_name='role')),
        migrations.AlterField('trailentry', 'patient_id', models.UUIDField(null=True, verbose_name='patient id')),
        migrations.AlterField(
            'trailentry', 'action', models.CharField(choices=ACTIONS, max_length=10, verbose_name='action')
        ),
        migrations.AddField(
            'trailentry', 'row_id',
            models.CharField(blank=True, db_default='', default='', max_length=64, verbose_name='row'),
        ),
        migrations.AddField(
            'trailentry', 'reason',
            models.CharField(blank=True, db_default='', default='', max_length=500, verbose_name='why'),
        ),
        migrations.AddField('trailentry', 'before', models.JSONField(null=True, verbose_name='before')),
        migrations.AddField('trailentry', 'after', models.JSONField(null=True, verbose_name='after')),
        accounts.table_migrations.AddIndex(
            'trailentry',
            models.Index(fields=['action'], name='trail_cuts', condition=models.Q(('action', 'CUT'))),
        ),
        accounts.table_migrations.AddIndex(
            'trailentry', django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='trail_by_time')
        ),
        accounts.table_migrations.CreateModel(
            name='ReadRecord',
            fields=[],
            options={
                'verbose_name': 'read record', 'verbose_name_plural': 'read records', 'proxy': True,
                'indexes': [], 'constraints': [],
            },
            bases=('accounts.trailentry',),
        ),
        accounts.table_migrations.CreateModel(
            name='TrailUnsealed',
            fields=[('entry_id', models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        accounts.table_migrations.CreateModel(
            name='TrailBatch',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sealed_at', models.DateTimeField()),
                (
                    'entry_ids',
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ('digests', models.BinaryField()),
                ('previous', models.BinaryField()),
                ('seal', models.BinaryField()),
                ('signature', models.BinaryField()),
            ],
            options={'ordering': ['number']},
        ),
        migrations.RunSQL(RULES),
    ]
