"""Three readings of one report brought together: what a page says now, what it said when it was written, and ours.

A Word file shows less than a Document holds. Where the page says what it said when it was written, ours is right,
with all that the page does not show; where it says something else, somebody has edited it, and the page is right.
Nothing here knows of files: all three are Documents, two of them read by the same reader.
"""
