"""The central types: source, text, document, kinds."""
