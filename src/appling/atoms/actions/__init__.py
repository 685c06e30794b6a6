"""atoms/actions"""
