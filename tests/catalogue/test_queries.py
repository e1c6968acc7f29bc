"""What is read back from the database is what the data files say."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from catalogue.frame_data import shipped_files, shipped_frames
from catalogue.models import Framework
from catalogue.queries import frame_of, framework_of_year, published_frames
from catalogue.services import write_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    call_command("load_catalogue", stdout=StringIO())


def test_a_frame_from_the_database_is_the_frame_of_its_file(loaded):
    assert published_frames() == dict(shipped_frames())


def test_a_frame_is_read_in_a_fixed_number_of_queries(loaded, django_assert_max_num_queries):
    framework = framework_of_year(2566)
    with django_assert_max_num_queries(14):
        frame = frame_of(framework)
    assert len(frame.items) == 88


def test_drafts_are_not_among_the_published_years(loaded):
    data = json.loads(shipped_files()[2569].read_text(encoding="utf-8"))
    write_draft({**data, "revision": 2})
    assert framework_of_year(2569).revision == 1
    assert framework_of_year(2570) is None
    assert Framework.objects.filter(evaluation_year=2569).count() == 2
