"""What happens when something on the page is used: one class per subject, one method per event.

They take what the components hold and call the pipeline; they know no layout.
"""
