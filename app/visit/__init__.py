"""One stay at one site: its chargers, links, commands and recording."""
