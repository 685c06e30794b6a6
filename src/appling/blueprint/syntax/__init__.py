"""blueprint/syntax"""
