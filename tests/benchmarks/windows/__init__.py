"""The windows that the benchmarks measure, each a process of its own, and what drives them.

``program`` is the real program with a probe in it, ``bare`` the baseline; ``process`` starts and asks
them; ``charger`` is a raw client that uses nothing of the program.
"""
