"""
What things cost, measured when somebody asks; no test depends on a clock.
"""
