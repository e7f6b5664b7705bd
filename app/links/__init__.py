"""How to reach a charger: each link turns its wire into domain events."""
