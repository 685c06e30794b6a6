"""Changes of rows: checked, bounded by a scope, with all that follows from them, in one transaction."""
