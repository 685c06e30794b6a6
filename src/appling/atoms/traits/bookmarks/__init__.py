"""The trait `bookmarks`."""
