"""
A whole encounter asked one safe question at a time: a value in, a value out.

It asks nobody itself: a front end shows each prompt and hands back what was replied.
"""
