"""How everything looks: tokens, theme, fonts, icons and the type roles."""
