"""Demo data: invented municipalities with two years of work, told in `data/` and brought in through the services."""
