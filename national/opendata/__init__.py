"""Everything that is public as files for other programs: tables of a year with their dictionary."""
