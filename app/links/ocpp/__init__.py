"""OCPP over WebSocket: the laptop is a temporary local CSMS that the charger dials in to."""
