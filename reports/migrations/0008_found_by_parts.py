"""Reports published so far come on the list, and names of municipalities are found by parts of words."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError

from reports.listed import line_of

INDEX = "municipalities_record_trigrams"


def list_published(apps, schema_editor):
    version_model = apps.get_model("reports", "Version")
    listed_model = apps.get_model("reports", "ListedReport")
    newest = {}
    public = version_model.objects.filter(state="public").select_related("report").order_by("number")
    for version in public.iterator(chunk_size=50):
        newest[version.report_id] = listed_model(
            report=version.report,
            version=version,
            number=version.number,
            published_at=version.published_at,
            kind=version.report.kind,
            year=version.report.key_year,
            **line_of(bytes(version.document)),
        )
    listed_model.objects.bulk_create(newest.values(), batch_size=500)


def index_parts_of_words(apps, schema_editor):
    """Only PostgreSQL has such an index; who may not create the extension searches without it, and is told by a check."""
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    schema_editor.execute(
        f"CREATE INDEX IF NOT EXISTS {INDEX} ON municipalities_municipalityrecord"
        " USING gin (search_text gin_trgm_ops)"
    )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_listed_reports"), ("municipalities", "0001_initial")]
    operations = [
        migrations.RunPython(list_published, migrations.RunPython.noop),
        migrations.RunPython(index_parts_of_words, drop_index),
    ]
