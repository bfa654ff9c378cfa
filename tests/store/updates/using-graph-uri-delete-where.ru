# using: urn:x:one
DELETE WHERE { ?s ?p ?o }
