"""Reading: each GraphQL type says once where it comes from, and one generic reader does the rest.

A declaration (`declare`) is data. The reader (`reader`) turns it into one SQL statement a level (`statements`),
whatever the number of rows, with the caller's access rule and the asked-for moment in it.
"""
