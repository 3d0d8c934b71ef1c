"""The editions of a project: descriptors, texts, and what is kept of a build."""
