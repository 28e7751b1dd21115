"""Before a case: which notice, which applicant, what was opened last, this year's notice."""
