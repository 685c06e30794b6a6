"""What an app looks like: colours, letters, icons, the bar, what each person arranged."""
