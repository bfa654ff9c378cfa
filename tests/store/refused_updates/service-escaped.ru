# QueryError
INSERT { ?s ?p ?o } WHERE { SERVIC\u0045 <http://127.0.0.1:9/> { ?s ?p ?o } }
