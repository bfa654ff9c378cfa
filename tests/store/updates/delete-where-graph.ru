PREFIX : <urn:x:>
DELETE WHERE { GRAPH :one { ?s ?p 1 } }
