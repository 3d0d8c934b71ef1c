"""A plug-in of Ecdosis for its tests."""
