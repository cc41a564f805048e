"""
The narrow waist: facts, answers, conditions, decisions and their results.

Everything that runs, proves, compares or exports guidance knows these and nothing of
the kinds of protocol or of files.
"""
