"""Who somebody is: accounts, sessions, passwords, profiles."""
