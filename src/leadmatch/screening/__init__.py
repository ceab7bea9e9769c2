"""Is it a real inquiry?"""
