"""The part `calculator`."""
