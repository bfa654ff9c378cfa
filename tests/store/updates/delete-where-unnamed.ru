# Only the default graph of the user, never the merge.
DELETE WHERE { ?s ?p ?o }
