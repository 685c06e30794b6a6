"""Requests and answers before any page is thought of: read whole, guarded, limited, refused."""
