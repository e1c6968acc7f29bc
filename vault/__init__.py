"""Files that are kept: bytes named by their SHA-256 under MEDIA_ROOT, and what may come in from people.

Knows no table: an app keeps the SHA-256 in a row of its own.
"""
