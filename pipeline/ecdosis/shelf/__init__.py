"""The shelf, `output/index.html`, and the report of validity, as pages: from facts to HTML, nothing of files."""
