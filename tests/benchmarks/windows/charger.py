"""A charger made of a plain socket: enough of WebSocket and OCPP 1.6 to call and to count answers.

    python -m tests.benchmarks.windows.charger HOST PORT ID RATE SECONDS

It uses nothing of the program and next to no processor time: what is measured with it is the window.
Frames are masked with a key of zeros, which leaves the payload as it is. As a program it boots,
sends RATE MeterValues(10) a second, evenly, for SECONDS, and prints ``sent answered seconds``.
"""

from __future__ import annotations

import base64
import os
import socket
import struct
import sys
import threading
import time

PHASES = ("L1", "L2", "L3")


def meter_values(connector: int, number: int, watts: float | None = None) -> str:
    """The payload of MeterValues with ten samples that differ from message to message."""
    wave = number * 37 % 101 / 101
    rows = [("Current.Import", p, "A", f"{14 + 2 * wave:.1f}") for p in PHASES]
    rows += [("Voltage", f"{p}-N", "V", f"{228 + 4 * wave:.1f}") for p in PHASES]
    rows += [
        ("Power.Active.Import", "", "W", f"{10_000 + 900 * wave if watts is None else watts:.0f}"),
        ("Energy.Active.Import.Register", "", "Wh", f"{139_955 + number * 3}"),
        ("Temperature", "", "Celsius", f"{44 + wave:.1f}"),
        ("SoC", "", "Percent", f"{number // 60 % 100}"),
    ]
    samples = ",".join(
        f'{{"value":"{value}","context":"Sample.Periodic","format":"Raw","measurand":"{measurand}",'
        + (f'"phase":"{phase}",' if phase else "")
        + f'"location":"{"EV" if measurand == "SoC" else "Outlet"}","unit":"{unit}"}}'
        for measurand, phase, unit, value in rows
    )
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return (
        f'{{"connectorId":{connector},"meterValue":'
        f'[{{"timestamp":"{stamp}","sampledValue":[{samples}]}}]}}'
    )


def status(connector: int, word: str) -> str:
    """The payload of StatusNotification."""
    return f'{{"connectorId":{connector},"errorCode":"NoError","status":"{word}"}}'


def frame(text: str) -> bytes:
    """One masked text frame."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x81, 0x80 | size)
    else:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
    return head + bytes(4) + payload


class RawCharger:
    """sent: calls so far. answered: answers so far, counted by a thread."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self._socket = socket.create_connection((host, port), 10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET /{name} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n".encode()
        )
        head = b""
        while b"\r\n\r\n" not in head:
            head += self._take()
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError(head.decode(errors="replace"))
        self._socket.settimeout(None)
        self._rest = bytearray(head.partition(b"\r\n\r\n")[2])
        self.sent = 0
        self.answered = 0
        self.ended = False
        threading.Thread(target=self._receive, daemon=True).start()

    def _take(self) -> bytes:
        data = self._socket.recv(1 << 18)
        if not data:
            raise ConnectionError("closed by the server")
        return data

    def _receive(self) -> None:
        try:
            while True:
                self._cut()
                self._rest += self._take()
        except OSError:
            self.ended = True

    def _cut(self) -> None:
        """Count the results among the whole frames of the server, answer its pings."""
        data, at = self._rest, 0
        while len(data) >= at + 2:
            size, start = data[at + 1] & 0x7F, at + 2
            if size == 126:
                size, start = int.from_bytes(data[start : start + 2]), start + 2
            if len(data) < start + size:
                break
            body = bytes(data[start : start + size])
            if data[at] & 0x0F == 9:
                self._socket.sendall(struct.pack("!BB", 0x8A, 0x80 | size) + bytes(4) + body)
            elif body.startswith((b"[3", b"[4")):
                self.answered += 1
            at = start + size
        del data[:at]

    def call(self, action: str, payload: str) -> None:
        """Send a call; the answer is only counted."""
        self.sent += 1
        self._socket.sendall(frame(f'[2,"{self.sent}","{action}",{payload}]'))

    def boot(self) -> None:
        """Introduce itself with two connectors that charge, and wait for the answers."""
        self.call("BootNotification", '{"chargePointVendor":"Bench","chargePointModel":"Raw"}')
        self.wait()
        for connector in (0, 1, 2):
            self.call(
                "StatusNotification", status(connector, "Charging" if connector else "Available")
            )
        self.wait()

    def wait(self, deadline_s: float = 60.0) -> None:
        """Until all calls are answered. Raises TimeoutError."""
        deadline = time.monotonic() + deadline_s
        while self.answered < self.sent:
            if self.ended or time.monotonic() > deadline:
                raise TimeoutError(f"{self.sent} calls, {self.answered} answers")
            time.sleep(0.005)

    def pour(self, rate: float, seconds: float) -> float:
        """Send MeterValues of two connectors evenly; returns how long it took until all is answered."""
        ready = [
            (f'","MeterValues",{meter_values(1 + number % 2, number)}]') for number in range(200)
        ]
        begun = time.perf_counter()
        for number in range(round(rate * seconds)):
            ahead = begun + number / rate - time.perf_counter()
            if ahead > 0:
                time.sleep(ahead)
            self.sent += 1
            self._socket.sendall(frame(f'[2,"{self.sent}{ready[number % 200]}'))
        self.wait()
        return time.perf_counter() - begun

    def close(self) -> None:
        """Hang up without a word, as a charger without power does."""
        self._socket.close()


if __name__ == "__main__":
    charger = RawCharger(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    charger.boot()
    took = charger.pour(float(sys.argv[4]), float(sys.argv[5]))
    print(charger.sent, charger.answered, f"{took:.3f}", flush=True)
    sys.stdin.read()
