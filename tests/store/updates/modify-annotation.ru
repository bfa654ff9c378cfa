PREFIX : <urn:x:>
INSERT DATA { GRAPH :two { :s :p :o {| :since 2026 |} } }
