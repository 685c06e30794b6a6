"""Rows as files of other programs: CSV and XLSX, out and back in, under the rights of who asks."""
