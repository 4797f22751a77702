./type_text.mini:13:32: (interface { main.sum() int })(p) escapes to heap
./type_text.mini:17:5: (interface { Sum() int; main.sum() int })(p) escapes to heap
./type_text.mini:18:13: any(p) escapes to heap
./type_text.mini:19:12: new(interface { main.sum() int }) escapes to heap
./type_text.mini:20:13: make(map[string]struct { a int; b int }) escapes to heap
./type_text.mini:21:33: []interface { Sum() int }{...} escapes to heap
./type_text.mini:21:33: []interface { Sum() int }{...} escapes to heap
./type_text.mini:21:34: p escapes to heap
