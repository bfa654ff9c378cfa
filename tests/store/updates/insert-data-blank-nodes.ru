# One label is one blank node through the whole operation.
PREFIX : <urn:x:>
INSERT DATA { _:x :p [] . GRAPH :one { _:x :p (1 2) } }
