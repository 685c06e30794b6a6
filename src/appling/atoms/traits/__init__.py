"""What a thing can have besides fields: comments, likes and the like."""
