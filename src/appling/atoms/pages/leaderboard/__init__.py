"""The part `leaderboard`."""
