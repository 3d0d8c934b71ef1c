"""Esperanto: this package is a folder of a language, as those of Ecdosis are."""
