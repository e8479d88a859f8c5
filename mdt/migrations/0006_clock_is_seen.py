"""A clock of a discussion says when it was last seen running, so that a closed page costs nobody minutes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mdt", "0005_proposals")]
    operations = [
        migrations.AddField(
            model_name="timespent",
            name="seen_at",
            field=models.DateTimeField(null=True),
        )
    ]
