# GraphRefused
DELETE WHERE { GRAPH <https://w3id.org/mandategraph/id/graph/authority> { ?s ?p ?o } }
