# QueryError
PREFIX : <urn:x:>
INSERT DATA { :a :p 1 };lOaD<http://127.0.0.1:9/>
