"""What the Excel file of a report looks like: known to its writer and to the reader that takes it back."""
