"""Readers: a file in, a `Reading` out. A reader never touches the database and never drops text."""
