"""The programs from outside: one module for each, which knows its presence, version and quirks."""
