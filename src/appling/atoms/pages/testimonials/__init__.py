"""The part `testimonials`."""
