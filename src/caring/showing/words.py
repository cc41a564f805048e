"""
Ids in everyday words.
"""

from caring.language.routes import Route

_WAYS = {Route.EMERGENCY.value, Route.LEGAL_DUTY.value}


def is_way(id_: str) -> bool:
    """
    Say whether an id names a way without consent.

    >>> is_way("consent.examine.emergency"), is_way("consent.examine")
    (True, False)
    """
    return id_.rpartition(".")[2] in _WAYS


_PREFIXES = {
    "consent.": "consent for ",
    "service.": "service ",
    "law.": "the law on ",
}


def words(id_: str) -> str:
    """
    Say an id.

    >>> words("consent.share_ngo"), words("service.has_night_staff")
    ('consent for share ngo', 'service has night staff')
    """
    plain = id_
    for prefix, its in _PREFIXES.items():
        plain = plain.replace(prefix, its)
    return plain.replace("_", " ").replace("-", " ")
