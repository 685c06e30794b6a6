"""The steps of actions, a folder each."""
