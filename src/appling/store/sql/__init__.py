"""Tables, expressions and questions as SQL, and how SQLite is spelt."""
