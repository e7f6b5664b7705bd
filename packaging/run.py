"""One file that takes a bare machine to a running program or a full test run.

    python3 packaging/run.py demo      start Kontaktor with a simulated charger connected
    python3 packaging/run.py test      run everything that CI runs
    python3 packaging/run.py -- ...    run ``kontaktor`` with any other arguments
    python3 packaging/run.py lock      renew requirements.lock after a change in pyproject.toml

Only the standard library is used here, and only syntax of Python 3.8, so that an old Python can at
least say which one is needed. Set-up is done once and again when requirements.lock changes: an
environment in ``.venv``, the locked dependencies with their hashes, and on Linux the system libraries
that Qt needs. Those are installed when this user may (root or password-less sudo); otherwise the
exact line to run is printed.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List, NoReturn, Sequence, Union

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = ENVIRONMENT / "kontaktor-lock.sha256"
WINDOWS = os.name == "nt"
BIN = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
OLDEST, NEWEST = (3, 11), (3, 13)

SYSTEM_LIBRARIES = {
    # what Qt 6 loads at run time on Linux -> the package of Debian and Ubuntu that has it
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
DISPLAY_LIBRARIES = {
    # only for a real window under X11
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def say(text: str) -> None:
    """Print a line about the set-up."""
    print("kontaktor set-up: " + text, flush=True)


def stop(text: str) -> NoReturn:
    """End with a message that says what to do."""
    sys.exit("kontaktor set-up: " + text)


def run(command: Sequence[Union[str, Path]], quiet: bool = False) -> None:
    """Run a command and stop with its name when it fails."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=str(ROOT),
        stdout=subprocess.DEVNULL if quiet else None,
    )
    if result.returncode:
        stop("this failed: " + " ".join(str(part) for part in command))


def suitable_python() -> str:
    """Path of a Python that the program runs on: this one, or another one that is installed."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    have = sys.version.split()[0]
    stop(f"Python 3.{OLDEST[1]} to 3.{NEWEST[1]} is needed, this is {have}")


def install_packages(packages: Sequence[str]) -> None:
    """Install packages of Debian or Ubuntu, or print the line that does."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        stop("these libraries are missing; install them: " + " ".join(packages))
    if os.geteuid() == 0:
        prefix = []
    elif (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
    ):
        prefix = ["sudo", "-n"]
    else:
        stop("system packages are missing. Run this line, then try again:\n  sudo " + line)
    say("installing " + " ".join(packages))
    run([*prefix, "apt-get", "update"], quiet=True)
    run([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *line.split()], quiet=True)


def check_system_libraries() -> None:
    """See that Qt will find what it loads."""
    if not sys.platform.startswith("linux"):
        return
    wanted = dict(SYSTEM_LIBRARIES)
    if os.environ.get("DISPLAY"):
        wanted.update(DISPLAY_LIBRARIES)
    missing = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing:
        install_packages(missing)


def find_uv(python: str) -> List[str]:
    """Command that runs uv: the one on the path, or one installed beside the environment."""
    found = shutil.which("uv")
    if found:
        return [found]
    tools = ROOT / ".venv" / "tools"
    tool_python = tools / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not tool_python.exists():
        say("making the environment")
        made = subprocess.run([python, "-m", "venv", str(tools)], capture_output=True)
        if made.returncode and sys.platform.startswith("linux"):
            shutil.rmtree(str(tools), ignore_errors=True)
            install_packages(["python3-venv"])
            made = subprocess.run([python, "-m", "venv", str(tools)])
        if made.returncode:
            stop("no environment could be made with " + python)
        run([tool_python, "-m", "pip", "install", "--quiet", "uv"])
    return [str(tool_python), "-m", "uv"]


def set_up() -> None:
    """Make the environment match requirements.lock."""
    check_system_libraries()
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted and PYTHON.exists():
        return
    python = suitable_python()
    uv = find_uv(python)
    if not PYTHON.exists():
        run([*uv, "venv", "--quiet", "--allow-existing", "--python", python, ENVIRONMENT])
    say("installing the locked dependencies (some 300 MB the first time)")
    pip: List[Union[str, Path]] = [*uv, "pip", "install", "--quiet", "--python", PYTHON]
    run([*pip, "--require-hashes", "-r", LOCK])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT])
    STAMP.write_text(wanted)


def lock() -> None:
    """Resolve the dependencies of pyproject.toml anew for every system and Python they run on."""
    run(
        [
            *find_uv(suitable_python()),
            *("pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--upgrade"),
            *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--quiet"),
            *("--no-header", "-o", "requirements.lock"),
        ]
    )


def main(arguments: List[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    if arguments[0] == "lock":
        lock()
        return 0
    set_up()
    if arguments[0] == "test":
        command = [PYTHON, ROOT / "packaging" / "check.py", *arguments[1:]]
    else:
        command = [PYTHON, "-m", "app", *(arguments[1:] if arguments[0] == "--" else arguments)]
    try:
        return subprocess.call([str(part) for part in command], cwd=str(ROOT))
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
