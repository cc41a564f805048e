"""
Ids in everyday words.
"""


def words(id_: str) -> str:
    """
    Say an id.

    >>> words("consent.share_ngo")
    'consent for share ngo'
    """
    plain = id_.replace("consent.", "consent for ")
    return plain.replace("_", " ").replace("-", " ")
