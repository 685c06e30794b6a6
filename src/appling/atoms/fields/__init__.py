"""atoms/fields"""
