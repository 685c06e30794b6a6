"""The field types, a folder each."""
