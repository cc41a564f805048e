"""
The kinds of protocol: what each says, and the decisions it means.
"""
