"""What start.py does before zcdesk can be imported: standard library, syntax of Python 3.8."""
