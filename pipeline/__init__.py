"""From one Chinese Markdown table of HTTP status codes to a site, catalogues and exports."""

__version__ = "0.1.0"
