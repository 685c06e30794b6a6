"""blueprint/checks"""
