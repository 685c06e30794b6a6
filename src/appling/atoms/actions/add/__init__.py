"""Add a row."""
