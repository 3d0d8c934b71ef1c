"""What checks find in TEI and products."""
