# QueryError using-named: urn:x:one
PREFIX : <urn:x:>
WITH :two INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }
