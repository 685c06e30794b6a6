"""Rows as people read them: lists, cells, searches, the past of a row."""
