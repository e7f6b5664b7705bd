"""Network adapters as a technician knows them."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from app.links.ocpp import adapters as adapters_module
from app.links.ocpp.adapters import Adapter, adapters, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("eth0", "cable"),
        ("enp0s31f6", "cable"),
        ("enx00e04c680001", "cable"),
        ("en0", "cable"),
        ("Ethernet", "cable"),
        ("Ethernet 2", "cable"),
        ("Local Area Connection", "cable"),
        ("LAN-anslutning", "cable"),
        ("usb0", "cable"),
        ("wlan0", "wifi"),
        ("wlp2s0", "wifi"),
        ("Wi-Fi", "wifi"),
        ("WiFi 2", "wifi"),
        ("Wireless Network Connection", "wifi"),
        ("Trådlös nätverksanslutning", "wifi"),
        ("lo", "loopback"),
        ("Loopback Pseudo-Interface 1", "loopback"),
        ("docker0", "other"),
        ("veth12ab", "other"),
        ("vEthernet (WSL)", "other"),
        ("VirtualBox Host-Only Network", "other"),
        ("br-1a2b", "other"),
        ("tun0", "other"),
        ("wg0", "other"),
        ("Bluetooth Network Connection", "other"),
        ("ppp0", "other"),
        ("../../etc", "other"),
        ("en/../x", "cable"),
    ],
)
def test_an_adapter_is_known_by_its_name(name: str, kind: str) -> None:
    assert kind_of(name, "192.168.1.5") == kind


def test_a_loopback_address_decides_by_itself() -> None:
    assert kind_of("eth0", "127.0.0.1") == "loopback"


def test_linux_tells_which_one_is_wireless(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "eth9" / "wireless").mkdir(parents=True)
    monkeypatch.setattr(adapters_module, "_SYSTEM_NETWORK", tmp_path)
    assert kind_of("eth9", "192.168.1.5") == "wifi"
    assert kind_of("eth8", "192.168.1.5") == "cable"


def entry(address: str, family: int = socket.AF_INET) -> SimpleNamespace:
    return SimpleNamespace(family=family, address=address)


def test_adapters_are_listed_in_the_order_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {
        "lo": [entry("127.0.0.1"), entry("::1", socket.AF_INET6)],
        "docker0": [entry("172.17.0.1")],
        "wlan0": [entry("192.168.1.7")],
        "eth1": [entry("169.254.3.4")],
        "eth0": [entry("10.0.0.2"), entry("")],
        "eth2": [entry("10.9.9.9")],
        "nameless": [],
    }
    states = {
        name: SimpleNamespace(isup=name != "eth2", speed=1000 if name == "eth0" else 0)
        for name in addresses
        if name != "docker0"
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: addresses)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    assert adapters() == [
        Adapter("eth0", "cable", "10.0.0.2", True, 1000, False),
        Adapter("eth1", "cable", "169.254.3.4", True, 0, True),
        Adapter("wlan0", "wifi", "192.168.1.7", True, 0, False),
        Adapter("lo", "loopback", "127.0.0.1", True, 0, False),
        Adapter("eth2", "cable", "10.9.9.9", False, 0, False),
        Adapter("docker0", "other", "172.17.0.1", False, 0, False),
    ]


def test_this_machine_has_a_loopback_adapter() -> None:
    assert any(a.kind == "loopback" and a.address == "127.0.0.1" for a in adapters())


def test_an_operating_system_that_refuses_gives_no_adapters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> Any:
        raise PermissionError

    monkeypatch.setattr(psutil, "net_if_addrs", refuse)
    assert adapters() == []
