./c43w_reversed_text.mini:12:14: work ignoring self-assignment in b[i], b[j] = b[j], b[i]
./c43w_reversed_text.mini:12:14: work ignoring self-assignment in b[i], b[j] = b[j], b[i]
./c43w_reversed_text.mini:9:11: s does not escape
./c43w_reversed_text.mini:10:14: ([]byte)(s) does not escape
./c43w_reversed_text.mini:14:14: string(b) does not escape
./c43w_reversed_text.mini:24:13: ... argument does not escape
./c43w_reversed_text.mini:24:18: work("hello") does not escape
./c43w_reversed_text.mini:24:33: work("a string that is longer than thirty-two bytes by some") does not escape
