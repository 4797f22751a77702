./c43v_concat.mini:9:11: a does not escape
./c43v_concat.mini:9:14: b does not escape
./c43v_concat.mini:10:16: a + ", " + b does not escape
./c43v_concat.mini:19:13: ... argument does not escape
./c43v_concat.mini:19:18: work("hello", "world") does not escape
./c43v_concat.mini:19:42: work("a string that is longer than thirty-two", "bytes by some") does not escape
