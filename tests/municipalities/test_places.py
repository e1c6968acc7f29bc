"""Places as officers write them: with prefixes, short forms and stray spaces."""

import pytest

from municipalities import places


def test_all_provinces_districts_and_tambons_are_there_with_official_codes():
    all_provinces = places.provinces()
    assert len(all_provinces) == 77
    assert len({province.code for province in all_provinces}) == 77
    all_districts = [each for province in all_provinces for each in places.districts(province.name)]
    assert len(all_districts) == 928
    assert all(each.code.startswith(each.province.code) and len(each.code) == 4 for each in all_districts)
    all_tambons = [
        tambon for each in all_districts for tambon in places.tambons(each.name, each.province.name)
    ]
    assert len(all_tambons) == 7437
    assert len({tambon.code for tambon in all_tambons}) == 7437
    assert all(each.code.startswith(each.district.code) and len(each.code) == 6 for each in all_tambons)


def test_every_district_is_found_under_its_own_name_and_its_own_code():
    for province in places.provinces():
        for district in places.districts(province.name):
            assert places.find_district(district.name, province.name) == district
            assert places.find_district(district.code, province.code) == district


@pytest.mark.parametrize(
    "text",
    [
        "กระบี่",
        "จังหวัดกระบี่",
        "จ.กระบี่",
        "จ. กระบี่",
        "  จังหวัด กระบี่ ",
        "81",
        "๘๑",
        "เทศบาลตำบลแห่งหนึ่ง อำเภอคลองท่อม จังหวัดกระบี่",
        "ที่ตั้ง อ.คลองท่อม จ.กระบี่ ๘๑๑๒๐",
    ],
)
def test_a_province_is_found_however_it_is_written(text):
    assert places.find_province(text).name == "กระบี่"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("กทม.", "กรุงเทพมหานคร"),
        ("กรุงเทพฯ", "กรุงเทพมหานคร"),
        ("จ.อยุธยา", "พระนครศรีอยุธยา"),
        ("จังหวัดนครศรีธรรมราช", "นครศรีธรรมราช"),
        ("ตั้งอยู่ในจังหวัดเลยและใกล้เคียง", "เลย"),
    ],
)
def test_short_names_of_provinces_are_known(text, name):
    assert places.find_province(text).name == name


@pytest.mark.parametrize("text", ["", " ", "จังหวัด", "ไม่มีชื่อ", "99", "จังหวัดอะไรก็ได้", "หมอนทองกระบี่"])
def test_no_province_is_found_where_none_is_named(text):
    assert places.find_province(text) is None


@pytest.mark.parametrize(
    ("district", "province"),
    [
        ("คลองท่อม", "กระบี่"),
        ("อำเภอคลองท่อม", "จังหวัดกระบี่"),
        ("อ.คลองท่อม", "จ.กระบี่"),
        ("อ. คลองท่อม", "กระบี่"),
        ("พนมทวน", "กาญจนบุรี"),
        ("เขตพระนคร", "กรุงเทพมหานคร"),
        ("เมือง", "ขอนแก่น"),
        ("อำเภอเมือง", "ขอนแก่น"),
        ("อ.เมืองฯ", "ขอนแก่น"),
        ("อำเภอเมืองขอนแก่น", "ขอนแก่น"),
        ("เมืองปาน", "ลำปาง"),
        ("อำเภอเมือง", "พระนครศรีอยุธยา"),
        ("พระนครศรีอยุธยา", "อยุธยา"),
        ("สุไหงโกลก", "นราธิวาส"),
        ("จตุรพักตร์พิมาน", "ร้อยเอ็ด"),
        ("8104", "81"),
    ],
)
def test_a_district_is_in_its_province(district, province):
    assert places.district_in_province(district, province)


@pytest.mark.parametrize(
    ("district", "province"),
    [
        ("คลองท่อม", "กาญจนบุรี"),
        ("เมืองขอนแก่น", "กระบี่"),
        ("เมืองปาน", "ขอนแก่น"),
        ("เมือง", "กรุงเทพมหานคร"),
        ("คลองท่อม", "ไม่มีจังหวัดนี้"),
        ("", "กระบี่"),
        ("8104", "กาญจนบุรี"),
    ],
)
def test_a_district_is_not_in_another_province(district, province):
    assert not places.district_in_province(district, province)


def test_the_capital_district_is_not_confused_with_another_that_begins_with_mueang():
    assert places.find_district("อำเภอเมือง", "ลำปาง").name == "เมืองลำปาง"


def test_a_misplaced_district_is_found_where_it_belongs():
    assert [each.province.name for each in places.districts_named("พนมทวน")] == ["กาญจนบุรี"]
    assert len(places.districts_named("เฉลิมพระเกียรติ")) == 5


def test_a_tambon_stands_in_its_present_district_only():
    assert places.find_tambon("ต.ท่าช้าง", "เฉลิมพระเกียรติ", "นครราชสีมา").code == "303202"
    assert places.find_tambon("ท่าช้าง", "จักราช", "นครราชสีมา") is None
    assert places.find_tambon("ตำบลทรายขาว", "คลองท่อม", "กระบี่").district.name == "คลองท่อม"
    assert places.find_tambon("ในเมือง", "เวียงเก่า", "ขอนแก่น") is not None


def test_an_unknown_place_has_no_parts():
    assert places.districts("ไม่มีจังหวัดนี้") == ()
    assert places.tambons("คลองท่อม", "ขอนแก่น") == ()
