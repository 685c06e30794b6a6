"""The pages of an app's owner: people, and what happens by itself."""
