"""The Messages page: calls and their answers paired, with latency and deviations."""
