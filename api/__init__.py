"""The mandate graph on the web: SPARQL, linked data, traces, questions and pages."""
