"""Tests of the simulated charger, against a small CSMS and receivers that know nothing of the product."""
