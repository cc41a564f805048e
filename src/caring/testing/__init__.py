"""
For people who write protocols, and for those who test programs that embed them.
"""
