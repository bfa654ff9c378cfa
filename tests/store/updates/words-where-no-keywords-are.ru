PREFIX : <urn:x:>
PREFIX graph: <urn:x:graph>
INSERT DATA { graph:s :p 'DROP ALL; LOAD <http://127.0.0.1:9/> SERVICE', <urn:x:SERVICE> . GRAPH :one { :LOAD :p graph:WITH } }
