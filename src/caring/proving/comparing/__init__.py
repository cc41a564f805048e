"""
Two versions beside each other: what a change of rules changes, for all answers.
"""
