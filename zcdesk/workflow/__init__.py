"""One case from import to export; the only place that orders the stages."""
