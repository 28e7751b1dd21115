"""Many applicants from one roster, each with her own words only."""
