"""``python -m policyalign``."""

from __future__ import annotations

from policyalign.cli.app import main

if __name__ == "__main__":
    main()
