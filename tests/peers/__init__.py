"""
The silence test: what other engines answer where nobody has answered.
"""
