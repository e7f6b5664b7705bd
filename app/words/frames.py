"""Sentences for what is wrong with a frame: its JSON, its message array, or its payload.

Facts: ``count`` how often it was repaired in the frame, ``position`` the character where it was first
seen; the others are named in the sentences.
"""

from __future__ import annotations

from app.words import Phrase

FRAME_FINDINGS: dict[str, Phrase] = {
    # --- how the frame came
    "binary_frame": Phrase(
        "The message came as a binary frame; OCPP uses text frames. It was read as text.",
    ),
    "not_utf8": Phrase(
        "The message is not valid UTF-8 from byte {position} on; unreadable characters are shown as �.",
        "Look for letters such as å, ä or ö in the charger's settings.",
    ),
    "utf16_text": Phrase("The message came in UTF-16 instead of UTF-8. It was read all the same."),
    "json_bom": Phrase("A byte order mark stands before the message; it was ignored."),
    "json_trailing_nul": Phrase(
        "NUL characters hang on the end of the message; they were ignored."
    ),
    "control_characters": Phrase(
        "There are control characters in the text of the message; NUL characters were removed.",
    ),
    "lone_surrogate": Phrase("A text holds half a character; it is shown as �."),
    # --- JSON that had to be repaired
    "json_truncated": Phrase(
        "The charger sent a truncated message: it ends at character {position}, in the middle.",
        "What was cut off is lost. The charger's send buffer may be too small for long answers.",
    ),
    "json_missing_value": Phrase("A value is missing in the message; it counts as not sent."),
    "json_leading_comma": Phrase("A list in the message begins with a comma; it was ignored."),
    "json_doubled_comma": Phrase("There is a comma too many in the message; it was ignored."),
    "json_trailing_comma": Phrase("A list in the message ends with a comma; it was ignored."),
    "json_missing_comma": Phrase("A comma is missing in the message; it was put in."),
    "json_missing_colon": Phrase("A colon is missing in the message; it was put in."),
    "json_wrong_separator": Phrase("The message uses another character for a comma or a colon."),
    "json_missing_bracket": Phrase(
        "A bracket is missing in the message; it was put in where it is likely to belong.",
        "Compare the values with the raw message before you rely on them.",
    ),
    "json_stray_bracket": Phrase("There is a bracket too many in the message; it was ignored."),
    "json_stray_text": Phrase(
        "There is text outside of the message's structure; it was ignored.",
        "Look at the raw message.",
    ),
    "json_not_a_number": Phrase("The charger sent NaN or Infinity; it counts as no value."),
    "json_foreign_word": Phrase("The message has None, True or the like instead of JSON's words."),
    "json_unquoted_text": Phrase("A text in the message has no quotes; it was taken as it stands."),
    "json_unclosed_text": Phrase("A quote is missing in the message; it was put in."),
    "json_decimal_comma": Phrase("A number is written with a comma; it is kept as text."),
    "json_huge_number": Phrase("A number is too large for any computer type; it is kept as text."),
    "json_duplicate_key": Phrase("A member comes twice in the message; the last one counts."),
    "json_too_deep": Phrase(
        "The message is nested deeper than {limit} levels; what lies deeper was left out.",
    ),
    "json_in_text": Phrase("The whole message came as a text inside a message; it was unpacked."),
    "single_quotes": Phrase("The message uses single quotes instead of double ones."),
    "smart_quotes": Phrase("The message uses typographic quotes instead of plain ones."),
    "unescaped_quotes": Phrase(
        "A text in the message holds quotes that are not escaped.",
        "Compare the values with the raw message before you rely on them.",
    ),
    "backslash_damage": Phrase(
        "Backslashes in the message are damaged; a text was ended where it is likely to end.",
        "Compare the values with the raw message. Card numbers with a backslash cause this.",
    ),
    # --- the message array
    "several_messages": Phrase("{count} messages came in one frame; each was read."),
    "batch": Phrase("{count} messages came as a list; each was read."),
    "too_many_messages": Phrase(
        "There are more messages in one frame than {count}; not all were read."
    ),
    "string_message_type": Phrase("The message type came as {sent} and not as a whole number."),
    "unknown_message_type": Phrase(
        "The message type {sent} does not exist in OCPP 1.6; the message was read by its shape.",
    ),
    "short_message": Phrase("The message has only {count} elements; the rest counts as empty."),
    "surplus_elements": Phrase("The message has {count} elements, more than OCPP knows."),
    "blanks_in_action": Phrase(
        "There are blanks around the name of the action; they were ignored."
    ),
    "payload_not_object": Phrase("The payload is not an object but {sent}."),
    "numeric_id": Phrase("The message id is a number; OCPP wants text. It is echoed as a number."),
    "odd_id": Phrase("The message id is neither text nor number; it is echoed as text."),
    "empty_id": Phrase("The message id is empty, so answers cannot be told apart."),
    "missing_id": Phrase("The message has no id; it is answered with the id -1."),
    "long_id": Phrase("The message id has {length} characters; OCPP allows {limit}."),
    # --- the payload against the standard
    "schema_enum": Phrase(
        "{value} is not one of the words that OCPP allows here ({allowed}); it is shown as sent.",
    ),
    "schema_max_length": Phrase("A text has {length} characters; OCPP allows {limit}: {value}"),
    "schema_min_length": Phrase("A text has {length} characters; OCPP wants at least {limit}."),
    "schema_type": Phrase("OCPP wants the type {wanted} here; the charger sent {sent}: {value}"),
    "schema_required": Phrase("The member {member} is missing."),
    "schema_additional": Phrase("OCPP has no member {member} here."),
    "schema_min_items": Phrase("A list has {count} items; OCPP wants at least {limit}."),
    "schema_max_items": Phrase("A list has {count} items; OCPP allows {limit}."),
    "schema_multiple_of": Phrase("{value} is not a multiple of {step}."),
    "schema_minimum": Phrase("{value} is below {limit}, the least that OCPP allows."),
    "schema_maximum": Phrase("{value} is above {limit}, the most that OCPP allows."),
    "schema_other": Phrase("The payload breaks the rule {keyword} of its schema."),
    "schema_more": Phrase(
        "There are more deviations in this message; the first {limit} are listed."
    ),
    "schema_unchecked": Phrase("The payload is nested too deep to be compared with the standard."),
    # --- how a deviating payload was read
    "null_dropped": Phrase("A member is null; it counts as not sent."),
    "read_as_number": Phrase("A value of another type was read as a number."),
    "read_as_text": Phrase("A value of another type was read as text."),
    "read_as_boolean": Phrase("A value of another type was read as true or false."),
    "read_as_list": Phrase("A single value was read as a list of one."),
    "read_as_word": Phrase("A word was read as {word}: only case or blanks differ."),
}
"""``Note.rule`` of ``app.links.ocpp`` -> what was seen and what to do about it."""

DAMAGES: dict[str, Phrase] = {
    "empty_frame": Phrase("The frame is empty."),
    "not_json": Phrase(
        "The frame is not JSON, or its JSON is damaged in a way without a safe reading."
    ),
    "not_a_message": Phrase("The frame is JSON but not an OCPP message."),
    "too_deep": Phrase("The frame is damaged and nested too deep."),
    "too_damaged": Phrase("The frame is damaged in too many places."),
    "too_long": Phrase("The frame is damaged and too long to be repaired."),
    "id_missing": Phrase("The message ends before its id."),
    "action_missing": Phrase("The message does not say what it wants."),
    "payload_missing": Phrase("The answer was cut off before it said anything."),
}
"""``Damaged.reason`` -> why a frame could not be read as a message."""
