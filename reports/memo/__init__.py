"""บันทึกข้อความ: the internal memo with which a report goes to the executive for approval."""
