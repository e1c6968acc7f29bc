"""The demo's reviews of published reports: data, and the services that bring them in."""
