PREFIX : <urn:x:>
INSERT { ?s ?p ?o } WHERE { GRAPH <https://w3id.org/mandategraph/id/graph/authority> { ?s ?p ?o } }
