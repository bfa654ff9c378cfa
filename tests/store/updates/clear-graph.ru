PREFIX : <urn:x:>
CLEAR GRAPH :one
