import pytest

from municipalities.models import Province
from tests.cast import Cast, load_catalogue, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def catalogue(db: None) -> None:
    load_catalogue()


@pytest.fixture
def province(catalogue: None) -> Province:
    return Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")


@pytest.fixture
def other_province(catalogue: None) -> Province:
    return Province.objects.create(code="97", name="ตรัง", sort_key="ตรัง")
