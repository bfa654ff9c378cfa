# QueryError
PREFIX : <https://w3id.org/mandategraph/id/graph/>
WITH:authority DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }
