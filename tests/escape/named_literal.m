./named_literal.mini:8:39: &point{...} does not escape
./named_literal.mini:9:39: &point{...} escapes to heap
./named_literal.mini:8:11: func literal does not escape
./named_literal.mini:9:11: func literal does not escape
./named_literal.mini:11:9: func literal does not escape
./named_literal.mini:13:38: []func(int) *point{...} does not escape
