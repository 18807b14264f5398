"""`python -m pipeline`: the one way in."""

from __future__ import annotations

import sys

from pipeline.cli.main import main

sys.exit(main())
