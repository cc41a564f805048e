"""
Decisions as formulas: what holds for all answers is proved here, and nothing is run.
"""
