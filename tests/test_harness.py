"""The harness catches what it promises to catch."""

import pytest
from django.core.cache import cache
from django.template import engines

from tests.conftest import PROJECT
from tests.undefined_variables import UndefinedVariable


def render(text: str, name: str, **values: object) -> str:
    """Render text as if it stood in the template file `name`."""
    from django.template import Context, Origin, Template

    engine = engines["django"].engine
    assert isinstance(engine.string_if_invalid, UndefinedVariable)
    template = Template(text, origin=Origin(name=name, template_name=name), engine=engine)
    return template.render(Context(values))


OURS = str(PROJECT / "templates" / "page.html")
THEIRS = "/somewhere/site-packages/templates/page.html"


def test_an_undefined_variable_in_a_template_of_ours_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match="undefined variable 'titel'"):
        render("<h1>{{ titel }}</h1>", OURS, title="ก")


def test_a_default_does_not_hide_an_undefined_variable() -> None:
    with pytest.raises(pytest.fail.Exception):
        render("{{ titel|default:'-' }}", OURS, title="ก")


def test_an_empty_value_and_a_question_whether_it_exists_are_fine() -> None:
    assert render("[{{ title }}]{% if subtitle %}x{% endif %}", OURS, title="") == "[]"


def test_templates_of_other_people_keep_djangos_own_rule() -> None:
    assert render("[{{ titel }}{{ titel|default:'-' }}]", THEIRS) == "[-]"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_neither_events_nor_cache(turn: int) -> None:
    from trail.models import Event
    from trail.services import record

    assert not Event.objects.exists()
    assert cache.get("turn") is None
    cache.set("turn", turn)
    record("test.turned")
