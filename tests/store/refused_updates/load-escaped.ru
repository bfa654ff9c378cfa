# QueryError
LO\u0041D <http://127.0.0.1:9/>
