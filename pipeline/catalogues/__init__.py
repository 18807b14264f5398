"""Message catalogues: what translators write, kept safe while the source changes."""
