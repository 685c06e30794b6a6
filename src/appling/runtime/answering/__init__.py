"""What each part of a page needs, answered under the viewer's rights."""
