from collections.abc import Iterator

import pytest

from tests.fetching.local import LocalWeb, local_web


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with local_web() as found:
        yield found
