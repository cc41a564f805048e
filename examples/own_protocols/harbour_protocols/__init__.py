"""
The protocols of Harbour Clinics, an invented organisation.
"""
