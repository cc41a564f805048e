"""
Planted faults: each rule is removed once, and a named test has to notice.
"""
