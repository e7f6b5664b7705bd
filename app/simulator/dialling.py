"""Dialling the CSMS: the address, the handshake, and in words why it did not work."""

from __future__ import annotations

import base64
from urllib.parse import quote, unquote, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol


class NotConnectedError(Exception):
    """Why there is no connection, in words."""


async def dial(
    url: str, charger_id: str, password: str, ping_s: int, user_agent: str
) -> ClientConnection:
    """An open WebSocket that offered ocpp1.6, with Basic credentials when there is a password.

    `ping_s` 0 sends no pings. Raises NotConnectedError.
    """
    headers = {}
    if password:
        pair = f"{charger_id}:{password}".encode()
        headers["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")
    try:
        return await connect(
            url,
            subprotocols=[Subprotocol("ocpp1.6")],
            additional_headers=headers,
            compression=None,
            user_agent_header=user_agent,
            proxy=None,
            ping_interval=ping_s or None,
            close_timeout=1,
        )
    except InvalidStatus as refusal:
        why = f"the CSMS refused with HTTP {refusal.response.status_code}"
    except InvalidHandshake as broken:
        why = f"the CSMS did not shake hands: {broken}"
    except (OSError, ValueError, WebSocketException) as error:
        why = f"no CSMS at {url} ({type(error).__name__})"
    raise NotConnectedError(why)


def address(url: str, charger_id: str) -> str:
    """The address a charger dials: its id at the end of the path. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise ValueError(f"{url} is not an address such as ws://192.168.1.5:9310")
    if parts.port == 0:
        raise ValueError("port 0 is no port to dial")
    path = parts.path.rstrip("/")
    if unquote(path.rpartition("/")[2]) != charger_id:
        path += "/" + quote(charger_id, safe="")
    return parts._replace(path=path, fragment="").geturl()
