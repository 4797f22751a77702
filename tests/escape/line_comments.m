gen.y:100: leaking param: p
/abs/q.y:7:22: &T{...} escapes to heap
/abs/q.y:7:34: &T{...} does not escape
/abs/q.y:8:4: &T{...} escapes to heap
??:40: &T{...} escapes to heap
