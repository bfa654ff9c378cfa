# GraphRefused
PREFIX : <urn:x:>
COPY :one TO <https://w3id.org/mandategraph/id/graph/authority>
