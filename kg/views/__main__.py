"""``python -m kg.views``: write the alignments that follow from our lists."""

from __future__ import annotations

import sys

from kg.views.lists import main

if __name__ == "__main__":
    sys.exit(main())
