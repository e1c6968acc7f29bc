"""The Excel file that the portal itself wrote, read back: every field of the report, with what a person changed."""
