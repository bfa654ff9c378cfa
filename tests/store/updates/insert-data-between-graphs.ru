# Triples before, between and after GRAPH, with its optional dot, are the default graph's.
PREFIX : <urn:x:>
INSERT DATA { :s1 :p 1 . GRAPH :one { :n :p '} GRAPH :two {' } . :s2 :p 2 . # }
 GRAPH :new { :n :p 3 . } :s3 :p 3 . }
