"""Workbooks: an .xlsx file as paragraphs and rows, read directly so that numbers stay as they are shown."""
