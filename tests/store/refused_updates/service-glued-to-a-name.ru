# QueryError
PREFIX : <http://127.0.0.1:9/>
INSERT { ?s ?p ?o } WHERE { SERVICE:x { ?s ?p ?o } }
