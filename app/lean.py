"""Three habits of the interpreter that a window cannot afford while it starts.

Importing PySide6 replaces ``__import__`` so that ``from __feature__ import snake_case`` can work: from
then on the source text of every module that is imported is read, searched and kept in memory (8.6 MB
of text for this program). Without it, and we use no features, the imports take a third less time;
see also napari/napari#8584.

And the garbage collector looks again and again through hundreds of thousands of objects that are
there to stay. It rests while modules are read, and then leaves out what was made until then: a full
collection of everything is a gap of 80 ms. The messages that the window keeps would still cost 30 ms
each time, so full collections become rare; the young ones find nearly all and go on.

And a thread that computes, or reads modules, keeps the interpreter for five milliseconds before it lets
another one in. The window's thread asks for it many times a frame.
"""

from __future__ import annotations

import builtins
import gc
import sys

SWITCH_S = 0.0005
"""A tenth of Python's own: the window waits for another thread at most this long each time."""


THRESHOLDS = (2_000, 10, 1_000)
"""Of the collector's three generations: a full collection after 20 million objects, not 70,000."""


def begin() -> None:
    """Before anything else of the window is imported."""
    gc.disable()
    sys.setswitchinterval(SWITCH_S)
    import PySide6.QtCore  # noqa: F401  # this is what replaces __import__

    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


def settle() -> None:
    """All has been read and built: it is there to stay."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()
