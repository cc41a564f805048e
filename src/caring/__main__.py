"""
``python -m caring`` is the command line.
"""

from caring.cli import main

if __name__ == "__main__":
    main()
