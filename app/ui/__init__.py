"""The window: Qt views of a visit. They own no truth and reach devices only through the visit."""
