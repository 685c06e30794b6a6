"""What leaves an app: e-mails, posts to other programs, and the worker that sends them."""
