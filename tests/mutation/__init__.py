"""
Mutation testing: small changes to the rules, each of which some test must notice.
"""
