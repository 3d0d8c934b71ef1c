"""Attacks that take too long for every day: `make torture`. Each prints what it tried and what failed."""
