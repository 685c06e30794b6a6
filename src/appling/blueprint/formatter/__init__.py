"""blueprint/formatter"""
