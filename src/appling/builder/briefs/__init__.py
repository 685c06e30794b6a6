"""What a person wrote: made ready; its language, colours and what it asks for read by rule."""
