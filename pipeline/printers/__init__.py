"""How findings look: one module a format, each a function of values that returns text."""
