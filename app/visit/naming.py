"""Names for new visit files: the local date and time at which the visit began."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def new_visit_path(folder: Path, now: datetime) -> Path:
    """A name that is not taken in ``folder``, which is made if need be; raises OSError if it cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{now:%Y-%m-%d_%H%M%S}"
    path = folder / f"{stem}.kontaktor"
    number = 2
    while path.exists():
        path = folder / f"{stem}_{number}.kontaktor"
        number += 1
    return path
