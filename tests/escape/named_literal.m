./named_literal.mini:10:39: &point{...} does not escape
./named_literal.mini:11:39: &point{...} escapes to heap
./named_literal.mini:10:11: func literal does not escape
./named_literal.mini:11:11: func literal escapes to heap
./named_literal.mini:13:9: func literal does not escape
