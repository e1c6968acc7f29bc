import pytest

from reports.models import Version
from tests.cast import Cast, load_catalogue, make_cast
from tests.review.published import published_version


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def version(cast: Cast) -> Version:
    return published_version(cast)
