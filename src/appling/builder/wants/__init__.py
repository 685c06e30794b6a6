"""What a brief asks for, want by want, and which of it an app has."""

from appling.builder.wants.judge import Judged, judge
from appling.builder.wants.split import Want, split

__all__ = ["Judged", "Want", "judge", "split"]
