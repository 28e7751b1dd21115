"""Reviewed pages to an upload-ready package."""
