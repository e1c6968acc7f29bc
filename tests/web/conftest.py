import pytest
from django.test import Client

from tests.cast import Cast, Work, begin_work, load_catalogue, make_cast, sign_in


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(cast)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.officer)


@pytest.fixture
def approver(cast: Cast) -> Client:
    return sign_in(Client(), cast.approver)
