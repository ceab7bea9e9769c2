"""Has it been seen before, and is it taken?"""
