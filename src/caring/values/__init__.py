"""
Plain values that everything else is made of; nothing lies below them.
"""
