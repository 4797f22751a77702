./c47v_iterators.mini:13:20: func literal does not escape
./c47v_iterators.mini:17:13: leaking param: it
./c47v_iterators.mini:17:22: leaking param: pred
./c47v_iterators.mini:18:14: func literal does not escape
./c47v_iterators.mini:30:25: func literal does not escape
./c47v_iterators.mini:42:26: ... argument does not escape
./c47v_iterators.mini:42:31: work(3) does not escape
./c47v_iterators.mini:42:40: work(8) does not escape
