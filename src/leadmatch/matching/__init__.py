"""Which partners suit a lead?"""
