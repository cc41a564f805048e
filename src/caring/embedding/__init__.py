"""
What other programs make of a protocol: answers as JSON, their schema, and types.
"""
