"""What an app says and does later or elsewhere: kept with it, so that no crash loses it."""
