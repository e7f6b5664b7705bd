"""How the window looks: colour roles, fonts, icons, shapes of states."""
