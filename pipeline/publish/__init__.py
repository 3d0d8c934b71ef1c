"""The products: EPUB, PDF, HTML and plain text, made from the TEI alone."""
