"""Small widgets that several pages share. Each takes its colours from the theme when it paints."""
