"""The languages of the page."""
