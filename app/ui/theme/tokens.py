"""Colour roles of the three themes, as RGB hex. One place; nothing else in the program names a colour.

Contrast of every text role on every surface is measured in ``tests/ui/test_theme.py`` (WCAG AA, 4.5:1).
Sunlight is a theme of its own: one white surface, solid state fills with white text instead of tints.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """bg lies behind splitters only; panel: header, navigation, actions, status bar; surface: tiles,
    plots, lists. line divides inside a panel, line2 between panels; control borders buttons and fields.
    ink: values, ink2: labels and OCPP terms, ink3: units and hints. accent means "yours".
    l1..soc are plot curves. solid_states: fill states solid with ``on_state`` text instead of tints.
    """

    name: str
    solid_states: bool
    stroke: float
    on_state: str
    bg: str
    panel: str
    surface: str
    hover: str
    selected: str
    line: str
    line2: str
    control: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    info: str
    neutral: str
    suspended: str
    reserved: str
    ok_tint: str
    warn_tint: str
    bad_tint: str
    info_tint: str
    neutral_tint: str
    grid: str
    l1: str
    l2: str
    l3: str
    n: str
    voltage: str
    power: str
    energy: str
    temperature: str
    soc: str


LIGHT = Tokens(
    name="light",
    solid_states=False,
    stroke=1.75,
    on_state="#FFFFFF",
    bg="#E9ECEE",
    panel="#F5F6F7",
    surface="#FFFFFF",
    hover="#E3E7EA",
    selected="#D8EAEC",
    line="#D3D8DC",
    line2="#AEB6BD",
    control="#78818A",
    ink="#14191E",
    ink2="#47515A",
    ink3="#5C6670",
    accent="#00616E",
    on_accent="#FFFFFF",
    ok="#0B6B35",
    warn="#8A5300",
    bad="#B3141B",
    info="#1257B8",
    neutral="#56606A",
    suspended="#6B3FA0",
    reserved="#9C2070",
    ok_tint="#E1F2E7",
    warn_tint="#FBEFD9",
    bad_tint="#FBE3E2",
    info_tint="#E2ECFA",
    neutral_tint="#E9ECEE",
    grid="#E6E9EC",
    l1="#A34A00",
    l2="#14191E",
    l3="#737D87",
    n="#1B6FD0",
    voltage="#6F6100",
    power="#6A35C9",
    energy="#00715F",
    temperature="#B01E6B",
    soc="#0A7286",
)


DARK = Tokens(
    name="dark",
    solid_states=False,
    stroke=1.75,
    on_state="#0F1215",
    bg="#0F1215",
    panel="#161A1E",
    surface="#1B2025",
    hover="#272E35",
    selected="#173C43",
    line="#2B3239",
    line2="#434C55",
    control="#7C8792",
    ink="#E9EDF0",
    ink2="#B4BDC6",
    ink3="#98A2AC",
    accent="#4FC3D1",
    on_accent="#06181B",
    ok="#58C98A",
    warn="#F0B042",
    bad="#FF7A73",
    info="#6FB0FF",
    neutral="#A3ADB7",
    suspended="#C3A0F5",
    reserved="#F58AC6",
    ok_tint="#16301F",
    warn_tint="#352709",
    bad_tint="#3E191A",
    info_tint="#152B47",
    neutral_tint="#262C32",
    grid="#252C33",
    l1="#EE9350",
    l2="#F2F4F6",
    l3="#8E99A4",
    n="#5FA8FF",
    voltage="#D6C455",
    power="#B694FF",
    energy="#4CCBAE",
    temperature="#FF7DB8",
    soc="#4CC4DE",
)


SUNLIGHT = Tokens(
    name="sunlight",
    solid_states=True,
    stroke=2.0,
    on_state="#FFFFFF",
    bg="#FFFFFF",
    panel="#FFFFFF",
    surface="#FFFFFF",
    hover="#E4E4E4",
    selected="#CFE6EA",
    line="#8C8C8C",
    line2="#3C3C3C",
    control="#000000",
    ink="#000000",
    ink2="#1C1C1C",
    ink3="#303030",
    accent="#00434D",
    on_accent="#FFFFFF",
    ok="#00461E",
    warn="#5C3200",
    bad="#8E0008",
    info="#00307F",
    neutral="#333333",
    suspended="#471079",
    reserved="#6E004A",
    ok_tint="#FFFFFF",
    warn_tint="#FFFFFF",
    bad_tint="#FFFFFF",
    info_tint="#FFFFFF",
    neutral_tint="#FFFFFF",
    grid="#D0D0D0",
    l1="#963F00",
    l2="#000000",
    l3="#68707A",
    n="#004FC4",
    voltage="#544800",
    power="#4A129E",
    energy="#004D3F",
    temperature="#8A004B",
    soc="#004A5C",
)

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, SUNLIGHT)}
