"""The simulated charger: a program of its own that plays a real OCPP 1.6J charger.

It serves the demo, the journeys and training. It shares no code with the engine, so that both cannot
have the same mistake, and nothing of the product imports it but the two entry points. Read `charger`
(dialling in, booting, resetting) first, then `station` (connectors and transactions), `answers` (what
the CSMS may ask) and `script` (how a story is told to it).
"""
