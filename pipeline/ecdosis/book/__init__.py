"""The book that a TEI document is, from which all products are made."""
