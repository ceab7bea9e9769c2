"""Who gets what, over the batch?"""
