"""A document's bytes to pages of text and pictures."""
