"""What goes with a release of the data: its bill of materials, its archives, and the audit."""
