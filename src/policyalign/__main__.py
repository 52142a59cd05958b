"""The command: ``policyalign`` or ``python -m policyalign``."""

from __future__ import annotations

from policyalign.cli.interrupt import interrupts_told


def main() -> None:
    """Run the command; Ctrl-C counts while its modules are imported, too."""
    with interrupts_told():
        from policyalign.cli.app import main as run
    run()


if __name__ == "__main__":
    main()
