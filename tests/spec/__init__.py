"""
What the words mean: one file a topic, each a table that anyone can follow.
"""
