"""What the portal says of its own accord in a Word file, and how it is marked there.

Contents, years, charts' numbers, evidence and alike are written anew from the data each time. A file that comes back
from Word would bring them in as text, and the next one would have them twice; so they carry styles and bookmarks of
their own, which Word keeps, and the reader leaves them out.
"""

OWN_PARAGRAPHS = frozenset(
    {
        "ReportCode",
        "ReportImprint",
        "ReportContents",
        "ReportContents1",
        "ReportContents2",
        "ReportYear",
        "ReportYearMain",
        "ReportOpening",
        "ReportTotal",
        "ReportLastYear",
        "ReportReason",
        "ReportSignatureDay",
    }
)
"""Styles of paragraphs, by id."""

CHANGING_PARAGRAPHS = frozenset(
    {"ReportCode", "ReportImprint", "ReportContents", "ReportContents1", "ReportContents2"}
)
"""Those that Word counts anew, or that a draft does not have."""

COVER_PARAGRAPHS = frozenset({"ReportAgency", "ReportAgencySmall", "ReportCover", "ReportCoverSmall"})
"""Styles of paragraphs that say whose report it is and for which time: read for that, and then no text of their own."""

TITLE_PARAGRAPH = "Heading1"
"""The style of the report's title, and of nothing else in it."""

OWN_TABLE = "ReportOwnTable"
"""The style of tables that only repeat what the data say."""

OWN_BOOKMARK = "_Own"
"""How the names of bookmarks begin that stand on headings of the portal's own."""

ASIDE = "ReportAside"
"""A character style: a word of the form within the text of a cell."""

MEMORY = "urn:ita-portal:report:1"
"""The namespace of the part that holds the report's own JSON; the number is the form of that part."""
