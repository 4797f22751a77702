./c46v_local_literal.mini:12:8: func literal does not escape
./c46v_local_literal.mini:13:8: &T{...} does not escape
./c46v_local_literal.mini:22:26: ... argument does not escape
./c46v_local_literal.mini:22:31: work(3) does not escape
./c46v_local_literal.mini:22:40: work(8) does not escape
