"""What an app says to each person, on its pages and by e-mail."""
