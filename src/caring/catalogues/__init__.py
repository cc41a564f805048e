"""
Translators' files: written from protocols, read into translations, checked.
"""
