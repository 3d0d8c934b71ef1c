"""The editor's decisions."""
