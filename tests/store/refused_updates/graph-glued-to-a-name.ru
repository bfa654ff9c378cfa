# QueryError
PREFIX : <https://w3id.org/mandategraph/id/graph/>
PREFIX GRAPH: <urn:x:>
INSERT { GRAPH:authority { <urn:x:a> <urn:x:p> 1 } } WHERE { }
