./c52w_pieces_of_callers.mini:16:7: leaking param content: s
./c52w_pieces_of_callers.mini:16:39: &node{...} does not escape
./c52w_pieces_of_callers.mini:18:7: leaking param content: s
./c52w_pieces_of_callers.mini:28:7: leaking param content: q
./c52w_pieces_of_callers.mini:28:21: leaking param: j
./c52w_pieces_of_callers.mini:28:44: append does not escape
./c52w_pieces_of_callers.mini:32:7: (*Queue).Get ignoring self-assignment in q.js = q.js[1:]
./c52w_pieces_of_callers.mini:30:7: leaking param: q to result ~r0 level=2
./c52w_pieces_of_callers.mini:37:16: xs does not escape
./c52w_pieces_of_callers.mini:40:10: &node{...} does not escape
./c52w_pieces_of_callers.mini:47:11: make([][]int, rows) does not escape
./c52w_pieces_of_callers.mini:49:14: make([]int, columns) does not escape
./c52w_pieces_of_callers.mini:60:10: leaking param: s
./c52w_pieces_of_callers.mini:63:19: &Token{...} does not escape
./c52w_pieces_of_callers.mini:63:14: append does not escape
./c52w_pieces_of_callers.mini:74:9: &job{...} does not escape
./c52w_pieces_of_callers.mini:77:29: []int{...} does not escape
./c52w_pieces_of_callers.mini:93:13: ... argument does not escape
./c52w_pieces_of_callers.mini:93:14: t does not escape
