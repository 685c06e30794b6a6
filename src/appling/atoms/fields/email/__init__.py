"""An e-mail address."""
