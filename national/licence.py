"""Under which licence everything public is given: on pages, as files and to programs."""

NAME = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
CODE = "CC-BY-4.0"
"""Its SPDX name."""
URL = "https://creativecommons.org/licenses/by/4.0/"
