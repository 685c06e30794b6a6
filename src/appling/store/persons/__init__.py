"""The people of an app: accounts, ways in, what they arranged, what was noted of them."""
