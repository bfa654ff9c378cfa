# GraphRefused
PREFIX : <urn:x:>
MOVE <https://w3id.org/mandategraph/id/graph/authority> TO :one
