"""What can go wrong, as exceptions that carry the exit status of the command line and say what to do."""

from __future__ import annotations

from typing import ClassVar


class EcdosisError(Exception):
    """An error a user can act on: its message says what is wrong, where, and what to do about it."""

    status: ClassVar[int] = 1


def fault(error: Exception) -> str:
    """What a person should know of an error that nobody foresaw."""
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"a fault of the program ({told}). Please report it; with `ecdosis --debug` it shows where it arose."


class UsageError(EcdosisError):
    """The command, a descriptor or a folder is not as it should be (exit status 2)."""

    status = 2


class MissingInputError(EcdosisError):
    """A file that is needed is not there (exit status 3)."""

    status = 3


class UnusableInputError(EcdosisError):
    """A file is there, but nothing can be made of it (exit status 4)."""

    status = 4


class ToolError(EcdosisError):
    """An outside program is missing or failed (exit status 5)."""

    status = 5
