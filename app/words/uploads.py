"""Sentences about uploads: why a file is not whole, what is odd about it, why none came."""

from __future__ import annotations

from app.words import Phrase

UPLOADS: dict[str, Phrase] = {
    # How an arrival ended.
    "end_not_proven": Phrase(
        "The file is here. Plain FTP cannot prove that nothing is missing at its end.",
        "If it does not open, or ends in the middle of a line, ask for it again.",
    ),
    "resumed_part": Phrase(
        "The charger sent only the rest of a file that it had begun before.",
        "Ask for it again to get it whole.",
    ),
    "cut_short": Phrase(
        "The file was cut short: fewer bytes came than the charger announced. What came is kept.",
        "Ask for it again. A weak mobile or wireless link often cuts long files.",
    ),
    "connection_lost": Phrase(
        "The connection broke while the file was coming. What came is kept.",
        "Check the network, then ask for it again.",
    ),
    "aborted": Phrase(
        "The charger gave up in the middle of the file. What came is kept.",
        "Ask for it again.",
    ),
    "timed_out": Phrase(
        "The charger stopped sending in the middle of the file. What came is kept.",
        "Check the network, then ask for it again.",
    ),
    "damaged": Phrase(
        "The upload is damaged: it breaks the rules of HTTP. What came is kept.",
        "Try FTP instead.",
    ),
    "withdrawn": Phrase("The upload was called off before the file was whole. What came is kept."),
    "closing": Phrase("The program was closed before the file was whole. What came is kept."),
    "no_length": Phrase(
        "The charger did not say how long its file is, so it cannot be received over HTTP.",
        "Try FTP instead.",
    ),
    "tls_failed": Phrase(
        "The charger and the laptop could not agree on encryption.",
        "Chargers that check certificates do not trust the laptop's. Try FTP or HTTP instead.",
    ),
    # Accepted or turned away, with a finding.
    "upload_anonymous": Phrase(
        "The charger logged in without the user name and password that it was given.",
        "Harmless here, since only its address may write. A server on the internet would refuse it.",
    ),
    "upload_unauthenticated": Phrase(
        "The charger uploaded without the user name and password that it was given.",
        "Harmless here, since only its address may write. A server on the internet would refuse it.",
    ),
    "upload_wrong_password": Phrase(
        "The charger used another password than the one that it was given.",
        "Harmless here. It may have kept an old address, or garbled the new one.",
    ),
    "upload_stranger": Phrase(
        "{peer} tried to upload and was turned away: no file is expected from there.",
        "If it is the charger, its uploads take another way than its connection (a second network "
        "adapter, a router that translates addresses).",
    ),
    "upload_not_http": Phrase(
        "The charger sent something to the HTTP receiver that is not HTTP: {sample}",
        "It may use encryption on a plain port, or the other way round. Try another protocol.",
    ),
    "upload_tls_failed": Phrase(
        "Encryption failed before the upload began ({protocol}).",
        "Chargers that check certificates do not trust the laptop's. Try FTP or HTTP instead.",
    ),
    "size_cap": Phrase(
        "The file is larger than the laptop accepts from one request ({limit} bytes).",
        "Ask for a shorter period of time, if the charger can do that.",
    ),
    "too_many_files": Phrase(
        "The charger sent more files than the laptop accepts from one request.",
        "What came before is kept.",
    ),
    # Why the laptop cannot receive.
    "no_port": Phrase(
        "The laptop cannot open a port for uploads on this network adapter.",
        "Check that the cable or network is still connected.",
    ),
    # The course of a request for diagnostics.
    "not_connected": Phrase(
        "The charger is not connected, so it cannot be asked for its file.",
        "Wait until it has dialled in again.",
    ),
    "charger_said_uploaded": Phrase(
        "The charger says that it has uploaded its file, but nothing arrived here.",
        "Some makes report success without sending. The file may also have gone to another server.",
    ),
    "nothing_arrived": Phrase(
        "The charger accepted the request, but no file arrived.",
        "A firewall on the laptop may block the port, or the charger has nothing to send.",
    ),
    "silence": Phrase(
        "The charger has sent nothing for {seconds} s.",
        "A firewall on the laptop may block the port.",
    ),
    "charger_failed": Phrase(
        "The charger says that its upload failed.",
        "It may not know this protocol, or may not reach the laptop's port.",
    ),
    "no_protocol_left": Phrase(
        "The charger did not deliver its file by any protocol that it knows.",
        "Check the laptop's firewall. Some chargers can only send to a server on the internet.",
    ),
}
"""Token -> sentence: ``Arrival.reason``, the rules of findings, and reasons of the whole request."""
