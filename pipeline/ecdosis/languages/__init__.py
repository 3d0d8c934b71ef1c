"""What is particular to languages."""
