"""Every error that a user can meet, as one tree.

    PolicyAlignError                one line for the user; the command exits with 1
    ├── InputError                  a file given cannot be used
    │   ├── UnreadableFile          not a PDF, damaged, empty
    │   ├── EncryptedFile           needs a password to open
    │   ├── LimitExceeded           took more time, memory or pages than allowed
    │   └── UnknownPlan             no plan of this id; the command exits with 2
    ├── ProposalError               a proposals file is missing or malformed
    │   └── UnknownProposal         no proposal, or several, of this name; the command exits with 2
    ├── GoldError                   a file of labels (gold) is missing or malformed
    ├── CatalogueError              the plan catalogue or the user's plans cannot be used
    ├── FetchError                  a plan cannot be fetched
    ├── EncoderError                an encoder cannot be found or loaded
    ├── MissingExtra                an optional part is not installed; names the exact command
    ├── OutputError                 results cannot be written
    └── WorkerError                 a helper process ended unexpectedly

Each carries a message code and its details; :mod:`policyalign.messages` words them in Japanese and English.
"""

from __future__ import annotations

from policyalign.messages import message, remedy
from policyalign.values import Code


class PolicyAlignError(Exception):
    """Base of all errors meant for the user: ``code`` names the message, ``detail`` fills its blanks."""

    def __init__(self, code: Code, /, **detail: object) -> None:
        self.code = code
        self.detail = {name: str(value) for name, value in detail.items()}
        super().__init__(code, self.detail)

    def __str__(self) -> str:
        parts = (message(self.code, "ja", **self.detail), remedy(self.code, lang="ja"))
        return "。".join(part for part in parts if part)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.detail))


def cause(error: Exception) -> str:
    """What the system or a library says is wrong, in one line."""
    lines = str(getattr(error, "strerror", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _rebuild(kind: type[PolicyAlignError], code: Code, detail: dict[str, str]) -> PolicyAlignError:
    return kind(code, **detail)


class InputError(PolicyAlignError):
    """A file given cannot be used."""


class UnreadableFile(InputError):
    """Not a PDF, damaged beyond repair, or without pages."""


class EncryptedFile(InputError):
    """The file needs a password to open."""


class LimitExceeded(InputError):
    """Reading took more time, memory or pages than the settings allow."""


class UnknownPlan(InputError):
    """None of the plans has the id asked for."""


class ProposalError(PolicyAlignError):
    """A proposals file is missing or malformed."""


class UnknownProposal(ProposalError):
    """No proposal, or more than one, goes by the name asked for."""


class GoldError(PolicyAlignError):
    """A file of labels (gold) is missing or malformed."""


class CatalogueError(PolicyAlignError):
    """The plan catalogue, or the user's plans in it, cannot be used."""


class FetchError(PolicyAlignError):
    """A plan cannot be fetched."""


class EncoderError(PolicyAlignError):
    """An encoder cannot be found or loaded."""


class MissingExtra(PolicyAlignError):
    """An optional part is not installed."""


class OutputError(PolicyAlignError):
    """Results cannot be written."""


class WorkerError(PolicyAlignError):
    """A helper process ended unexpectedly."""
