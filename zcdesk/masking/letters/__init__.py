"""Is this one letter the own one, misread, occluded, or plainly another?"""
