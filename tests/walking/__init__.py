"""Random walks through one case: a person's acts on the real thing, and a plain model beside it.

The model holds what the screen shows in plain words: which page lies where, how it stands, what is
black on it, what was answered and confirmed. After every step the case must say the same; undo
must give the state before, redo the one after; and a package must hold exactly the pages that are
shown as confirmed, black exactly where covers are shown. Reading is dear and not what is walked
here: each drawn page has places that are found on it, wherever the models would have looked.
"""
