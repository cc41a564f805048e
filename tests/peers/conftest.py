"""
Programs that run inside other engines are no tests of ours, and are not imported here.
"""

collect_ignore_glob = ["programs/*"]
