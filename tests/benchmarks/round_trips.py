"""Server CPU for one OCPP round trip: ours against the plain ``ocpp`` package and npm's ``ocpp-rpc``.

    python -m tests.benchmarks.round_trips [--calls 3000] [--rounds 5]

Each server is a process of its own; its CPU time (user and system, all threads) is read before and
after a number of sequential calls over a real WebSocket on the loopback interface. The servers take
turns within one run, since machines drift; the figure is the median of the rounds. ``ocpp-rpc`` is
measured when ``node`` finds it (``NODE_PATH``, or ``npm install ocpp-rpc`` in a parent folder).

Goals: MeterValues(10) at most 1/10 of the plain package and 2.5 times ocpp-rpc.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import websockets

HERE = Path(__file__).parent / "servers"
PHASES = ("L1", "L2", "L3")


def meter_values() -> str:
    samples = [
        {"value": "15.9", "measurand": "Current.Import", "phase": p, "unit": "A"} for p in PHASES
    ]
    samples += [
        {"value": "229.7", "measurand": "Voltage", "phase": f"{p}-N", "unit": "V"} for p in PHASES
    ]
    samples += [
        {"value": "10.7", "measurand": "Power.Active.Import", "unit": "kW"},
        {"value": "139955", "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": "44.5", "measurand": "Temperature", "unit": "Celsius"},
        {"value": "47", "measurand": "SoC", "unit": "Percent"},
    ]
    for sample in samples:
        sample.update({"context": "Sample.Periodic", "format": "Raw", "location": "Outlet"})
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return json.dumps(
        {
            "connectorId": 1,
            "transactionId": 7,
            "meterValue": [{"timestamp": stamp, "sampledValue": samples}],
        }
    )


class Server:
    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if name == "ocpp-rpc" else None,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise OSError(f"{name} did not start")
        self.port = int(line)

    def cpu_s(self) -> float:
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    async def measure(self, action: str, payload: str, calls: int) -> tuple[float, float]:
        """CPU and wall microseconds a call."""
        async with websockets.connect(
            f"ws://127.0.0.1:{self.port}/BENCH",
            subprotocols=[websockets.Subprotocol("ocpp1.6")],
            compression=None,
        ) as socket:
            boot = '[2,"b","BootNotification",{"chargePointVendor":"v","chargePointModel":"m"}]'
            await socket.send(boot)
            await socket.recv()
            await asyncio.sleep(0.3)
            before, started = self.cpu_s(), time.perf_counter()
            for number in range(calls):
                await socket.send(f'[2,"{number}","{action}",{payload}]')
                await socket.recv()
            wall = time.perf_counter() - started
            await asyncio.sleep(0.1)  # what interpretation and recording still owe
            return (self.cpu_s() - before) / calls * 1e6, wall / calls * 1e6

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)


def servers() -> list[Server]:
    started = [
        Server("kontaktor", [sys.executable, "-m", "tests.benchmarks.servers.ours"]),
        Server("ocpp", [sys.executable, "-m", "tests.benchmarks.servers.stock"]),
    ]
    node = shutil.which("node")
    if node is not None:
        try:
            started.append(Server("ocpp-rpc", [node, str(HERE / "ocpp_rpc.cjs")]))
        except OSError:
            print("ocpp-rpc is not installed: left out")
    return started


async def run(calls: int, rounds: int) -> None:
    running = servers()
    for action, payload in (("Heartbeat", "{}"), ("MeterValues", meter_values())):
        cpu: dict[str, list[float]] = {server.name: [] for server in running}
        wall: dict[str, list[float]] = {server.name: [] for server in running}
        for server in running:
            await server.measure(action, payload, 200)
        for _ in range(rounds):
            for server in running:
                used, took = await server.measure(action, payload, calls)
                cpu[server.name].append(used)
                wall[server.name].append(took)
        ours = statistics.median(cpu["kontaktor"])
        for name, values in cpu.items():
            median = statistics.median(values)
            print(
                f"{action:12} {name:10} CPU {median:7.1f} us a round trip"
                f"  ({1e6 / statistics.median(wall[name]):6.0f} round trips/s sequential)"
                f"  kontaktor/{name} = {ours / median:.3f}"
            )
    for server in running:
        server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    asyncio.run(run(arguments.calls, arguments.rounds))


if __name__ == "__main__":
    main()
