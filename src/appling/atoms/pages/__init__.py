"""atoms/pages"""
