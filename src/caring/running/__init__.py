"""
Answers in, assessment out; pure.

Nothing here reads a clock, a disk, a network or chance.
"""
