# using: urn:x:one urn:x:two
PREFIX : <urn:x:>
INSERT { ?s :read ?o } WHERE { ?s ?p ?o }
