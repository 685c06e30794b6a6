"""Words that people give as they like."""
