"""From a reading to proposed covers: where the applicant's words may be on a page.

What every room calls by the same name is told here and not at each function: ``picture`` is an
upright page, shape (height, width, 3), RGB, ``page`` the same evened out, shape (height, width),
both left as they are; ``lines`` its lines, ``again`` further readings of them, ``layer`` its pale
layer, ``seals`` its seals; ``keywords`` and ``sought`` are the applicant's words, ``targets`` and
``wanted`` what is to be covered, ``hits`` what was found so far; ``spot`` is what was found in a
``line`` or ``lattice``, ``least`` the lowest score that counts; ink is 1, anything else 0. Lengths
are pixels of the page unless something else is said.
"""
