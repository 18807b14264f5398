"""What is read: tables, the rows in them, the registry, and both joined."""
