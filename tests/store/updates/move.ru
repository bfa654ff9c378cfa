PREFIX : <urn:x:>
MOVE :one TO :two
