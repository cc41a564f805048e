"""
Proving from the command line: guarantees and invariants of what is named.
"""
