"""
What is written and does nothing, or not what it seems to: looked for over all answers.
"""
