"""The shipped years, and what the validation says of years that are wrong."""

import copy
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

import catalogue
from catalogue.validation import framework_problems, problems_of_all

DATA = Path(catalogue.__file__).parent / "data"
YEARS = range(2563, 2570)
SHIPPED = {year: json.loads((DATA / f"{year}.json").read_text(encoding="utf-8")) for year in YEARS}


@pytest.fixture(autouse=True)
def in_english():
    """Messages are compared as the code has them; that they are all translated is another test."""
    with translation.override("en"):
        yield


@pytest.fixture
def year_2567():
    return copy.deepcopy(SHIPPED[2567])


def messages(data, previous=None):
    return [str(problem) for problem in framework_problems(data, previous)]


def item(data, code):
    return next(row for row in data["items"] if row["code"] == code)


def requirement(data, kind):
    return next(row for row in data["document_requirements"] if row["kind"] == kind)


def test_every_shipped_year_is_valid_beside_the_year_before():
    assert [str(each.problem) for each in problems_of_all(SHIPPED)] == []


def test_only_the_known_years_are_shipped():
    assert sorted(path.stem for path in DATA.glob("*.json")) == [str(year) for year in YEARS]


@pytest.mark.parametrize(
    ("year", "iit", "eit", "oit"),
    [
        *((year, 30, 15, 43) for year in range(2563, 2567)),
        (2567, 15, 9, 35),
        (2568, 15, 9, 28),
        (2569, 15, 9, 26),
    ],
)
def test_each_year_has_its_own_number_of_items(year, iit, eit, oit):
    codes = [row["code"] for row in SHIPPED[year]["items"]]
    assert codes == (
        [f"i{no}" for no in range(1, iit + 1)]
        + [f"e{no}" for no in range(1, eit + 1)]
        + [f"O{no}" for no in range(1, oit + 1)]
    )


@pytest.mark.parametrize(
    ("year", "kind", "code", "treated", "months"),
    [
        (2563, "analysis", "O42", 2562, 12),
        (2565, "analysis", "O42", 2564, 12),
        (2565, "results", "O43", 2565, 12),
        (2566, "analysis", "O42", 2565, 12),
        (2566, "results", "O43", 2566, 6),
        (2567, "analysis", "O34", 2566, 12),
        (2567, "results", "O35", 2566, 12),
        (2568, "analysis", "O27", 2567, 12),
        (2568, "results", "O28", 2567, 12),
        (2569, "analysis", "O25", 2568, 12),
        (2569, "results", "O26", 2568, 12),
    ],
)
def test_the_document_a_year_asks_for_treats_the_right_year(year, kind, code, treated, months):
    asked = requirement(SHIPPED[year], kind)
    key = "analyses_results_of_year" if kind == "analysis" else "reports_on_fiscal_year"
    assert (asked["item"], asked[key], asked.get("covers_months", 12)) == (code, treated, months)


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_since_2567_both_documents_need_all_seven_issues_and_their_components(year):
    fields = {
        kind: [each["field"] for each in requirement(SHIPPED[year], kind)["components"]]
        for kind in ("analysis", "results")
    }
    assert fields["analysis"] == ["analysis", "title", "responsible", "procedure", "period", "follow_up"]
    assert fields["results"] == ["title", "output", "outcome"]
    for kind in fields:
        assert requirement(SHIPPED[year], kind)["issues_required"] == [1, 2, 3, 4, 5, 6, 7]


def test_follow_up_is_marked_as_not_verified():
    components = requirement(SHIPPED[2567], "analysis")["components"]
    assert [each["field"] for each in components if each["unverified"]] == ["follow_up"]


@pytest.mark.parametrize("year", range(2563, 2567))
def test_before_2567_no_issues_are_asked_for(year):
    assert SHIPPED[year]["issues"] == []
    assert all(row["issues_required"] == [] for row in SHIPPED[year]["document_requirements"])


def test_letters_end_with_2565():
    assert [SHIPPED[year]["rating"]["scheme"] for year in YEARS] == ["letter"] * 3 + ["five_level"] * 4
    assert " ".join(band["code"] for band in SHIPPED[2565]["rating"]["bands"]) == "AA A B C D E F"
    passing = {band["code"] for band in SHIPPED[2565]["rating"]["bands"] if band["passing"]}
    assert passing == {"AA", "A"}


def test_the_five_levels_need_the_total_and_the_lowest_instrument():
    bands = [
        (band["name"], band["min_total"], band["min_each_instrument"])
        for band in SHIPPED[2567]["rating"]["bands"]
    ]
    assert bands == [
        ("ผ่านดีเยี่ยม", "95.00", "95.00"),
        ("ผ่านดี", "85.00", "85.00"),
        ("ผ่าน", "85.00", None),
        ("ต้องปรับปรุง", "70.00", None),
        ("ต้องปรับปรุงโดยด่วน", "0.00", None),
    ]


def test_an_item_that_was_merged_names_every_item_it_continues():
    assert item(SHIPPED[2568], "O1")["replaces"] == ["O1", "O3"]
    assert item(SHIPPED[2568], "O27")["replaces"] == ["O34"]
    assert item(SHIPPED[2567], "i1")["replaces"] == []


def test_what_nobody_could_verify_is_marked_and_everything_else_has_a_source():
    for year, data in SHIPPED.items():
        for section in (
            "instruments",
            "indicators",
            "items",
            "issues",
            "document_requirements",
            "milestones",
        ):
            for row in data[section]:
                assert row["source"] or row["unverified"], (year, section, row)
    assert "title" in item(SHIPPED[2568], "O27")["unverified"]
    assert "title" not in item(SHIPPED[2567], "O34")["unverified"]
    assert "weight" in SHIPPED[2569]["instruments"][0]["unverified"]


def test_the_files_are_readable_text_in_a_stable_form():
    for year in YEARS:
        text = (DATA / f"{year}.json").read_text(encoding="utf-8")
        assert "\\u" not in text
        assert text.endswith("}\n")
        assert all(len(line) < 600 for line in text.splitlines())
        assert not re.search(r"\t| $", text, flags=re.MULTILINE)


def test_weights_must_add_up_to_100(year_2567):
    year_2567["instruments"][2]["weight"] = 39
    assert messages(year_2567) == ["$.instruments: the weights add up to 99, not to 100"]


def test_a_code_may_occur_once_whatever_its_case(year_2567):
    item(year_2567, "O2")["code"] = "o1"
    assert "$.items[25].code: item o1 occurs more than once" in messages(year_2567)


def test_a_link_must_lead_to_an_item_of_the_year_before(year_2567):
    item(year_2567, "O34")["replaces"] = ["O44"]
    assert messages(year_2567, SHIPPED[2566]) == ["$.items[57].replaces: 2566 has no item O44"]


def test_bands_may_not_leave_a_gap_at_the_bottom(year_2567):
    del year_2567["rating"]["bands"][-1]
    assert messages(year_2567) == [
        "$.rating.bands[3]: leaves totals without a level: the last band begins at 0, without a condition"
    ]


def test_bands_are_listed_from_the_best_down(year_2567):
    bands = year_2567["rating"]["bands"]
    bands[3]["min_total"], bands[4]["min_total"] = "0.00", "70.00"
    assert "$.rating.bands[4].min_total: is above that of the better band improve" in messages(year_2567)


def test_a_band_that_no_total_can_reach_is_found(year_2567):
    bands = year_2567["rating"]["bands"]
    bands[1]["min_each_instrument"] = None
    assert "$.rating.bands[2]: can never be reached: good takes all its totals" in messages(year_2567)


def test_a_component_needs_a_known_field(year_2567):
    requirement(year_2567, "results")["components"][1]["field"] = "summary"
    [message] = messages(year_2567)
    assert message.startswith("$.document_requirements[1].components[1].field: must be one of analysis,")


def test_a_requirement_needs_an_item_of_the_year(year_2567):
    requirement(year_2567, "results")["item"] = "O43"
    assert messages(year_2567) == ["$.document_requirements[1].item: there is no item O43"]


def test_a_requirement_says_which_year_it_treats(year_2567):
    del requirement(year_2567, "analysis")["analyses_results_of_year"]
    [message] = messages(year_2567)
    assert message.startswith("$.document_requirements[0].analyses_results_of_year: is missing")


def test_an_item_belongs_to_an_indicator_issue_and_sub_indicator_of_its_year(year_2567):
    row = item(year_2567, "O1")
    row["sub_indicator"], row["issues"] = "10.1", [8]
    assert messages(year_2567) == [
        "$.items[24].sub_indicator: indicator 9 has no sub-indicator 10.1",
        "$.items[24].issues: there is no issue 8",
    ]


def test_a_misspelt_key_is_named_with_the_keys_there_are(year_2567):
    year_2567["instruments"][0]["wieght"] = year_2567["instruments"][0].pop("weight")
    found = messages(year_2567)
    assert "$.instruments[0].weight: is missing" in found
    assert any(
        line.startswith("$.instruments[0].wieght: is not known here; the keys are code") for line in found
    )


@pytest.mark.parametrize("value", [[], None, "text"])
def test_something_that_is_no_framework_is_refused_without_a_crash(value):
    [message] = messages(value)
    assert message.startswith("$: must be an object")


@pytest.mark.parametrize("value", ["101.00", "95", 95, "-1.00", "abc", "NaN", None])
def test_a_cut_off_is_a_score_with_two_decimals(year_2567, value):
    year_2567["rating"]["bands"][0]["min_total"] = value
    [message] = messages(year_2567)
    assert message.startswith('$.rating.bands[0].min_total: must be a text like "95.00"')


def test_a_mark_names_a_key_that_exists(year_2567):
    year_2567["issues"][0]["unverified"] = ["titel"]
    assert messages(year_2567) == ["$.issues[0].unverified: names titel, which is no key of this object"]


def test_bands_hold_exact_decimals():
    assert Decimal(SHIPPED[2567]["rating"]["bands"][0]["min_total"]) == Decimal(95)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places_in(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value[:3]):
            yield from places_in(inner, (*path, index))


PLACES = [path for path in places_in(SHIPPED[2568]) if path]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(PLACES), JSON_VALUES)
def test_whatever_stands_anywhere_in_a_file_is_judged_and_never_crashes(path, value):
    data = copy.deepcopy(SHIPPED[2568])
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    for problem in framework_problems(data, SHIPPED[2567]):
        assert problem.path.startswith("$")
        assert problem.message
