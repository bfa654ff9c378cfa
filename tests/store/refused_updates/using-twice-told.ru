# QueryError using: urn:x:one
PREFIX : <urn:x:>
INSERT { ?s ?p ?o } USING :two WHERE { ?s ?p ?o }
