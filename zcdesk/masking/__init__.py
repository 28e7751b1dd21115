"""Page and applicant to covers, and burning them in."""
