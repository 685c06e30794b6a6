"""The part `faq`."""
