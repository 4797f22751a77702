./boxing.mini:14:13: ... argument does not escape
./boxing.mini:14:14: n does not escape
./boxing.mini:14:17: b escapes to heap
./boxing.mini:14:20: "const" escapes to heap
./boxing.mini:14:30: 3 escapes to heap
./boxing.mini:14:35: T{...} does not escape
./boxing.mini:14:43: &T{} does not escape
./boxing.mini:14:57: struct {}{} escapes to heap
