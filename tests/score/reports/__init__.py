"""The accuracy of reading reports of meetings, measured against those annotated by hand."""
