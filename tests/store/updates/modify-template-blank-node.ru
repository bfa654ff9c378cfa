PREFIX : <urn:x:>
INSERT { GRAPH :two { ?s :is [ :p ?o ] } } WHERE { ?s :p ?o }
