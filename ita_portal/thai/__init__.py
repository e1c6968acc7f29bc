"""Thai digits, Buddhist dates, periods, text normalisation and cell text.

Pure functions without Django; imports nothing else of the project.
"""
