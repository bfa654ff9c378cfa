PREFIX : <urn:x:>
DELETE DATA { :a :p 1 . :a :p 9 . GRAPH :one { :a :p 2 } GRAPH :none { :a :p 1 } }
