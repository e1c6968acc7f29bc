"""Checks: a linter for ITA documents. `registry.run(document, frames)` gives the findings of every check."""
