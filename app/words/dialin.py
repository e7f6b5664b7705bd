"""Why a charger's dial-in failed, was repaired or ended, in words that help in the cold.

Advice names what to change and where: in the charger's OCPP settings, or in Kontaktor.
"""

from __future__ import annotations

from app.words import Phrase

REFUSALS: dict[str, Phrase] = {
    "port_probe": Phrase(
        "Something connected and left again without a word.",
        "This is usually a charger or a network scanner that tests whether the port is open. "
        "If it is the charger, wait: the real dial-in follows.",
    ),
    "silent": Phrase(
        "Something connected and said nothing for 10 seconds.",
        "If it is the charger, check that it is set to OCPP 1.6 JSON (WebSocket) and restart it.",
    ),
    "cut_off": Phrase(
        "The connection broke before the dial-in was complete.",
        "Check the network cable or the WiFi signal at the charger. It will try again by itself.",
    ),
    "incomplete_request": Phrase(
        "The dial-in stopped in the middle and did not go on for 10 seconds.",
        "Check the network cable or the WiFi signal at the charger, then restart the charger.",
    ),
    "too_many": Phrase(
        "Too many connections were waiting at the same time, and the oldest was dropped.",
        "Something on this network opens connections in great numbers. Connect charger and laptop "
        "with a cable of their own.",
    ),
    "tls_on_plain_port": Phrase(
        "The charger is set to wss://.",
        "Set it to ws:// in the charger's OCPP settings (security profile 0 or 1), keep the address "
        "and the port, and save.",
    ),
    "not_http": Phrase(
        "What came is not an OCPP dial-in.",
        "Check that the charger is set to OCPP 1.6 JSON and that this port belongs to nothing else.",
    ),
    "too_long": Phrase(
        "The dial-in request is longer than 16 kB.",
        "Check the server address in the charger's OCPP settings: type it again from scratch.",
    ),
    "soap": Phrase(
        "The charger is set to OCPP SOAP.",
        "Set it to OCPP 1.6 JSON (also called OCPP-J or WebSocket) in the charger's settings.",
    ),
    "http_post": Phrase(
        "A plain HTTP request came, not an OCPP dial-in.",
        "Set the charger to OCPP 1.6 JSON and let its server address begin with ws://.",
    ),
    "plain_http": Phrase(
        "A web browser or a plain HTTP client opened this address.",
        "The address works. Now type it into the charger's OCPP settings, beginning with ws://.",
    ),
    "no_key": Phrase(
        "The dial-in lacks the header Sec-WebSocket-Key, so it cannot be answered.",
        "The charger's firmware is faulty, or a proxy between charger and laptop removes headers. "
        "Connect them directly with a cable.",
    ),
    "bad_key": Phrase(
        "The header Sec-WebSocket-Key of the dial-in cannot be read.",
        "The charger's firmware is faulty, or a proxy between charger and laptop damages headers. "
        "Connect them directly with a cable.",
    ),
    "password_missing": Phrase(
        "A password is set for this charger, but the charger sent none.",
        "Enter the password (AuthorizationKey) in the charger with security profile 1, or choose "
        "“accept any password” in Kontaktor.",
    ),
    "password_wrong": Phrase(
        "The charger sent another password than the one set in Kontaktor.",
        "Enter the same password on both sides, or choose “accept any password” in Kontaktor.",
    ),
    "password_unreadable": Phrase(
        "The charger sent a password in a form that cannot be read.",
        "Set security profile 1 (Basic) in the charger, or choose “accept any password” in Kontaktor.",
    ),
    "vault_silent": Phrase(
        "This computer's password vault does not answer, so the charger's password is not known.",
        "Unlock the vault (log in to the desktop), enter the password again in Kontaktor, or choose "
        "“accept any password”.",
    ),
    "unknown_protocol": Phrase(
        "The charger offers only protocols that are not OCPP.",
        "Set the charger to OCPP 1.6 JSON. If it has a field for the subprotocol, enter ocpp1.6.",
    ),
}
"""``ConnectionRefused.reason`` -> what to say."""

DISCONNECTS: dict[str, Phrase] = {
    "closed_by_charger": Phrase(
        "The charger closed the connection.",
        "It may be restarting. It normally dials in again within a minute.",
    ),
    "closed_by_us": Phrase("Kontaktor closed the connection."),
    "replaced": Phrase(
        "The charger dialled in again, and the new connection took over.",
        "If this goes on, two chargers may have the same id, or the network drops connections.",
    ),
    "dropped_by_us": Phrase(
        "The technician ended the connection.", "The charger normally dials in again by itself."
    ),
    "visit_ended": Phrase("The visit was ended."),
    "too_many_chargers": Phrase(
        "More chargers dialled in than one visit can hold.",
        "Something on this network invents charger ids. Connect charger and laptop with a cable of "
        "their own.",
    ),
    "dropped": Phrase(
        "The connection ended without a goodbye.",
        "The charger restarted or lost its network. It may take up to 20 minutes until it dials in "
        "again; saving its OCPP settings once more forces it.",
    ),
    "reset": Phrase(
        "The connection was reset.",
        "The charger restarted or its network software failed. It normally dials in again.",
    ),
    "timed_out": Phrase(
        "The charger no longer answers.",
        "Check its power and its network cable or WiFi signal.",
    ),
    "network_lost": Phrase(
        "The network between laptop and charger is gone.",
        "Check the cable or the WiFi on both sides.",
    ),
    "protocol_error": Phrase(
        "The charger broke the rules of WebSocket, and the connection cannot go on.",
        "Note the charger's firmware version for its manufacturer. It normally dials in again.",
    ),
    "not_masked": Phrase(
        "The charger sent unmasked WebSocket frames, which no server may accept.",
        "This is a firmware fault. Note the version for the manufacturer.",
    ),
    "compression_not_agreed": Phrase(
        "The charger sent compressed frames although none were agreed on.",
        "Switch WebSocket compression off in the charger if it has such a setting.",
    ),
    "control_too_long": Phrase(
        "The charger sent a ping or close frame longer than 125 bytes.",
        "This is a firmware fault. Note the version for the manufacturer.",
    ),
    "message_too_big": Phrase(
        "The charger sent a message of more than 4 MiB.",
        "This is a firmware fault. Note the version for the manufacturer.",
    ),
    "not_reading": Phrase(
        "The charger stopped reading what Kontaktor sends, so the connection was ended.",
        "Restart the charger.",
    ),
}
"""``Disconnected.reason`` -> what to say."""

REPAIRS: dict[str, Phrase] = {
    "lf_line_ends": Phrase("Lines of the request end with LF instead of CR LF."),
    "http_version": Phrase("The request is not HTTP/1.1."),
    "method": Phrase("The request method is not GET."),
    "raw_path": Phrase(
        "The path holds spaces or letters that must be percent-encoded.",
        "Use only letters, digits, - and _ in the charger's id.",
    ),
    "absolute_target": Phrase("The request names the whole address instead of the path."),
    "header_folded": Phrase("A header goes on in the next line, which HTTP no longer allows."),
    "header_damaged": Phrase("A header line cannot be read and was left out."),
    "header_space": Phrase("There is a space before the colon of a header."),
    "no_connection_header": Phrase("The header Connection: Upgrade is missing."),
    "no_upgrade_header": Phrase("The header Upgrade: websocket is missing."),
    "no_version_header": Phrase("The header Sec-WebSocket-Version: 13 is missing or differs."),
    "no_host": Phrase("The header Host is missing."),
    "odd_key": Phrase("The header Sec-WebSocket-Key does not hold 16 bytes in Base64."),
    "no_id": Phrase(
        "The charger gave no id.",
        "If it has a field for its id (charge point identity), fill it in, or add /ID to the address.",
    ),
    "user_differs": Phrase(
        "The charger's user name differs from its id.",
        "Most central systems require both to be the same.",
    ),
    "authorization_unreadable": Phrase(
        "The charger's user name and password cannot be read.",
        "Set security profile 1 (Basic) in the charger, or no password.",
    ),
    "no_protocol": Phrase(
        "The charger offers no OCPP version; 1.6 is assumed.",
        "Other central systems may refuse it. Choose the OCPP version in the charger's settings.",
    ),
    "protocol_list": Phrase("The list of offered OCPP versions is malformed."),
    "protocol_alias": Phrase(
        "The charger spells the OCPP version in its own way.",
        "Other central systems may refuse it.",
    ),
    "unknown_protocol": Phrase(
        "The charger offers an OCPP version that is not known; 1.6 is assumed.",
        "Choose OCPP 1.6 JSON in the charger's settings.",
    ),
}
"""Tokens in ``Connected.repairs`` -> what was not as it should be. All of them were tolerated."""

LISTENING: dict[str, Phrase] = {
    "already_open": Phrase("Kontaktor already listens for chargers."),
    "address_unavailable": Phrase(
        "This laptop does not have that address now.",
        "Check that the network cable or WiFi is connected, and choose the adapter again.",
    ),
    "no_free_port": Phrase(
        "No free port was found near the chosen one.",
        "Choose another port, above 1024.",
    ),
    "listen_failed": Phrase(
        "The port could not be opened.",
        "Choose another adapter or another port.",
    ),
    "socket_died": Phrase(
        "The operating system took the listening port away; it is being opened again.",
        "Chargers that are connected stay connected. Nothing has to be done.",
    ),
    "accept_failed": Phrase(
        "Listening stopped because of an error in Kontaktor; it is being started again.",
        "Please send the crash report.",
    ),
}
"""Reasons of ``ListenError`` and ``ListenerLost`` -> what to say."""
