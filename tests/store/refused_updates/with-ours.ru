# GraphRefused
WITH <https://w3id.org/mandategraph/id/graph/authority> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }
