"""A stored framework read back is the file it came from."""

import pytest

from catalogue.frame_data import shipped_files
from catalogue.loading import load_files, read_framework
from catalogue.models import Framework
from catalogue.reading import data_of
from catalogue.services import write_draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", list(shipped_files()))
def test_a_shipped_year_comes_back_as_it_was_written(year):
    data = read_framework(shipped_files()[year])
    assert data_of(write_draft(data)) == data


def test_reading_takes_the_same_few_queries_for_every_year(django_assert_max_num_queries):
    load_files([shipped_files()[2563], shipped_files()[2568]])
    for framework in Framework.objects.order_by("evaluation_year"):
        with django_assert_max_num_queries(18):
            data_of(framework)
