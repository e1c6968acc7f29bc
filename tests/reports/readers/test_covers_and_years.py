"""What a report is, of whom and for which year, however its front pages say it."""

from datetime import date

TABLE = "มาตรการ | ผลการดำเนินการ | ผลลัพธ์\nทำ | เสร็จ | ดีขึ้น\n"
FLAT = "ที่ | มาตรการ | วิธีการดำเนินการ | ผู้รับผิดชอบ | ระยะเวลา | ผลการดำเนินการ\n"
REPORT = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"


def test_a_sentence_of_a_memo_is_no_title(read):
    document = read(
        "บันทึกข้อความ\n"
        f"เรื่อง | {REPORT} ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n\n"
        "ตามที่เทศบาลได้ประกาศมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี ๒๕๖๗ แล้ว นั้น\n\n"
        f"{REPORT}\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n\n" + TABLE
    ).document
    assert document.title == f"{REPORT} ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"


def test_the_year_beside_the_municipalitys_name_is_that_of_the_title(read):
    document = read(
        "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)\n"
        "เทศบาลนครบ้านตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n\n"
        "เทศบาลได้ ๙๑.๗๒ คะแนนในปีงบประมาณ ๒๕๖๗ และ ๘๙.๙๐ คะแนนในปีงบประมาณ ๒๕๖๖\n\n"
        "เครื่องมือ | ข้อคำถาม | คะแนน | การวิเคราะห์\nIIT | i๑ ขั้นตอน | ๙๐.๐๐ | ดี\n"
    ).document
    assert (document.assessed_year, document.action_year) == (2567, 2568)


def test_a_list_of_2566_whose_measures_end_in_march_answers_the_evaluation_of_2566(read):
    title = f"{REPORT} ประจำปีงบประมาณ พ.ศ. 2566\n"
    rows = "1 | คู่มือ | จัดทำ | สำนักปลัด | ต.ค. 65 - มี.ค. 66 | เสร็จ\n"
    rows += "2 | การใช้ทรัพย์สินของราชการ | ติดตั้ง | กองช่าง | ม.ค. 66 | เสร็จ\n"
    document = read(title + FLAT + rows + "3 | เว็บไซต์ | ดูแล | กองคลัง | ตลอดปีงบประมาณ | เสร็จ\n").document
    assert document.evaluation_year == 2566
    assert document.covers is not None
    assert document.covers.end == date(2023, 3, 31)
    later = rows.replace("มี.ค. 66", "ก.ย. 66").replace("ม.ค. 66", "ส.ค. 66")
    assert read(title + FLAT + later).document.evaluation_year == 2567
