# QueryError
SELECT * { ?s ?p ?o }
