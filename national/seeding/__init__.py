"""An invented country: as many municipalities, years, results and published reports as the real one has."""
