"""The accuracy of reading, measured against documents annotated by hand."""
