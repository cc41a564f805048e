"""
How things are said to people: a value in, the sentence out.
"""
