"""Builds the portal's fonts from the Sarabun masters; run by script/build_fonts."""
