# QueryError
PREFIX : <http://127.0.0.1:9/>
INSERT { ?s ?p ?o } WHERE { ?a ?b trueSERVICE:x { ?s ?p ?o } }
