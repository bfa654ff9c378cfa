# WITH names what is read where every triple of the templates is in a GRAPH.
PREFIX : <urn:x:>
WITH <https://w3id.org/mandategraph/id/graph/authority> INSERT { GRAPH :two { ?s ?p ?o } } WHERE { ?s ?p ?o }
