"""The repairs: one module for each sort of damage, each a pure function over a text."""
