"""Provenance profiles: one for each provider of texts, with how its files show themselves, what of them is not the
work's, and what they say of the work. A plug-in can add one."""
