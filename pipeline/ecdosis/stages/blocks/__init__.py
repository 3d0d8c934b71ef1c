"""The recognitions: one module for each, a pure function over the reading text."""
