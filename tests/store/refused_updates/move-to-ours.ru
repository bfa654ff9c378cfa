# GraphRefused
PREFIX : <urn:x:>
MOVE :one TO <https://w3id.org/mandategraph/id/graph/authority>
