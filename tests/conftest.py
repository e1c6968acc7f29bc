"""The harness: strict, and the same on SQLite and PostgreSQL (`DATABASE_URL` chooses).

Warnings are errors, the order is random, an undefined template variable of our own templates fails the
test, and nothing is written outside temporary folders.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import override_settings

from tests.remembered_pdfs import RememberingRenderer
from tests.undefined_variables import UndefinedVariable

PROJECT = Path(__file__).resolve().parent.parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_serialized_rollback"}

# How long an example takes says something about the machine, nothing about the portal.
UNHURRIED = {
    "deadline": None,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],
}
hypothesis.settings.register_profile("default", **UNHURRIED)
hypothesis.settings.register_profile("ci", **UNHURRIED, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="run only the tests that use the database and no browser: the second pass, on another database",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if PROJECT / "tests" / "browser" in item.path.parents:
            item.add_marker("browser")
    if config.getoption("--database-only"):
        chosen = [item for item in items if _uses_database(item) and not item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


@pytest.fixture(scope="session", autouse=True)
def settings_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    templates = [
        {**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": UndefinedVariable(PROJECT)}}
        for engine in settings.TEMPLATES
    ]
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TEMPLATES=templates,
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite's test database goes to a folder of this run, so that two runs never meet."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def flush_despite_append_only_events() -> Iterator[None]:
    """Emptying the tables after a transactional test would be refused by the triggers of the trail.

    The cache is emptied with them: its table belongs to no model, and limits on sign-in attempts would
    carry over into the next test.
    """
    original = BaseDatabaseOperations.execute_sql_flush

    def flush(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        from trail import triggers

        triggers.remove_all(operations.connection)
        try:
            original(operations, statements)
        finally:
            triggers.install_all(operations.connection)
        caches["default"].clear()

    BaseDatabaseOperations.execute_sql_flush = flush
    yield
    BaseDatabaseOperations.execute_sql_flush = original


@pytest.fixture(scope="session", autouse=True)
def files_are_read_however_long_it_takes() -> Iterator[None]:
    """A process apart begins with imports, which other tests may hold up; tests of the limit set one."""
    from reports import file_check, reading_apart

    usual = file_check.SECONDS, reading_apart.SECONDS
    file_check.SECONDS = reading_apart.SECONDS = 600
    yield
    file_check.SECONDS, reading_apart.SECONDS = usual


@pytest.fixture(scope="session", autouse=True)
def remembered_pdfs() -> Iterator[RememberingRenderer]:
    from reports import files

    renderer, original = RememberingRenderer(), files._renderer
    files._renderer = lambda: renderer
    yield renderer
    files._renderer = original
    renderer.close()


@pytest.fixture
def rendered_anew(remembered_pdfs: RememberingRenderer) -> Iterator[None]:
    """For a test about rendering twice: every PDF of it is made for it."""
    remembered_pdfs.forgetful = True
    yield
    remembered_pdfs.forgetful = False


@pytest.fixture(scope="session")
def shared_sources() -> Path:
    """The folder of real documents, which lies beside the checkout on machines that have it."""
    folder = PROJECT.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the folder of real documents is not beside this checkout")
    return folder
