"""A corrected report tells of the same course as the one it replaces: both rows may name it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bonetherapy", "0004_doubt_by_limits")]
    operations = [
        migrations.AlterField(
            model_name="reportedtherapy",
            name="course",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported_therapies",
                to="bonetherapy.course",
            ),
        ),
    ]
