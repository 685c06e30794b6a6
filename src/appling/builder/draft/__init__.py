"""How a small model drafts an app: a short form of the language, written in stages under grammars."""
