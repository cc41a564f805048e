"""
Guidance as plain two-valued formulas over answer classes: what all others share.

Proofs, comparison, exports and batches read a decision in this one form: when each
result surely holds and when it surely does not. Nothing here solves, runs or writes.
"""
