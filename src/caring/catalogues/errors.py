"""
What goes wrong with a language.
"""

from caring.values.errors import CaringError


class LocaleError(CaringError):
    """
    Choose a language that there is, or install what reading translations needs.
    """
